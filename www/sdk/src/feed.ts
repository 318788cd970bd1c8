// Feeds: rows in the order of change.

/** A page of a feed. */
export interface Feed {
  data: FeedRow[];
  next_page?: FeedLink;
  prev_page?: FeedLink;
  [member: string]: unknown;
}

/** What a feed tells of one object: its id, when it was changed, and what else was asked for. */
export interface FeedRow {
  id: string;
  dateModified?: string;
  [member: string]: unknown;
}

export interface FeedLink {
  offset?: string | number;
  path?: string;
  uri?: string;
}
