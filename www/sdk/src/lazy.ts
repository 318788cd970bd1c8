// The call values themselves.

import type { Awaitable, Call } from "./call.js";
import { TenderlensError } from "./errors.js";
import type { FollowFilesOptions, Following, FollowOptions } from "./follow.js";
import type { Page } from "./page.js";

/** A promise that starts when it is first asked for its outcome. */
export class LazyAnswer<T> implements Awaitable<T> {
  readonly #send: () => Promise<T>;
  #sent: Promise<T> | undefined;

  constructor(send: () => Promise<T>) {
    this.#send = send;
  }

  protected get answer(): Promise<T> {
    return (this.#sent ??= this.#send());
  }

  then<Result = T, Other = never>(
    onFulfilled?: ((value: T) => Result | PromiseLike<Result>) | null,
    onRejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null,
  ): Promise<Result | Other> {
    return this.answer.then(onFulfilled, onRejected);
  }

  catch<Other = never>(onRejected?: ((reason: unknown) => Other | PromiseLike<Other>) | null): Promise<T | Other> {
    return this.answer.catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.answer.finally(onFinally);
  }
}

function loop({ publisher, endpoint }: Page): TenderlensError {
  return new TenderlensError({
    code: "paging-loop",
    message: `${publisher}.${endpoint}: the publisher's pages lead in a circle`,
    advice: "Ask for a shorter period, and report it to the publisher if it persists.",
    publisher,
    endpoint,
    url: null,
    attempts: 0,
  });
}

/** How a paged call gets its pages. */
export interface PageSource<Data, Item> {
  first(): Promise<Page<Data, Item>>;
  following(token: string): Promise<Page<Data, Item>>;
  follow(options: FollowFilesOptions | FollowOptions): Following<Item>;
  readonly signal: AbortSignal | null | undefined;
}

/** Every paged call can be followed here; the endpoint table says which of them really are. */
export class PagedCall<Data, Item> extends LazyAnswer<Page<Data, Item>> implements Call<Data, Item> {
  readonly #source: PageSource<Data, Item>;

  constructor(source: PageSource<Data, Item>) {
    super(() => source.first());
    this.#source = source;
  }

  resume(token: string): PagedCall<Data, Item> {
    return new PagedCall({ ...this.#source, first: () => this.#source.following(token) });
  }

  follow(options: FollowFilesOptions | FollowOptions = {}): Following<Item> {
    return this.#source.follow(options);
  }

  async *pages(): AsyncGenerator<Page<Data, Item>, void, undefined> {
    let page = await this.answer;
    const visited = new Set<string>();
    for (;;) {
      yield page;
      if (page.next === null) {
        return;
      }
      if (visited.has(page.next)) {
        throw loop(page);
      }
      visited.add(page.next);
      const following: Page<Data, Item> = await this.#source.following(page.next);
      // The same answer under another number: the service forgets which page it is asked for.
      if (following.items.length > 0 && following.text === page.text) {
        throw loop(page);
      }
      page = following;
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) {
      for (const item of page.items) {
        // An abort counts at once, not only where the next page would be asked for.
        this.#source.signal?.throwIfAborted();
        yield item;
      }
    }
  }
}
