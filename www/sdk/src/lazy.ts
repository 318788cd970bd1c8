// The call values themselves.

import type { Awaitable, Call } from "./call.js";
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

/** How a paged call gets its pages. */
export interface PageSource<Data, Item> {
  first(): Promise<Page<Data, Item>>;
  following(token: string): Promise<Page<Data, Item>>;
  readonly signal: AbortSignal | null | undefined;
}

export class PagedCall<Data, Item> extends LazyAnswer<Page<Data, Item>> implements Call<Data, Item> {
  readonly #source: PageSource<Data, Item>;

  constructor(source: PageSource<Data, Item>) {
    super(() => source.first());
    this.#source = source;
  }

  async *pages(): AsyncGenerator<Page<Data, Item>, void, undefined> {
    let page = await this.answer;
    for (;;) {
      yield page;
      if (page.next === null) {
        return;
      }
      page = await this.#source.following(page.next);
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
