import { LRUCache } from 'lru-cache';

import type { ProxyAccount, UpstreamRoute } from '../../directory/snapshot.js';
import type { Outcome } from './outcome.js';

type Routes = ProxyAccount['routes'];

/** After this time the endpoint is asked for again: the server may have been upgraded. */
const forgetAfterMs = 60 * 60 * 1000;
const maxEntries = 1_000;

/** How servers say that they have no such path, in the words of web frameworks, from beginning to end. */
const unknownPath =
  /^(?:not found|404 page not found|http 404 from upstream|no route matched(?: with those values)?|invalid url \(post [^)]{1,200}\)|cannot post \/[^ ]{0,200}|unknown request url: post \/[^ ]{0,200}(?:\. please check the url for typos.{0,200})?)\.?$/i;

/**
 * Endpoints that the servers of accounts turned out not to have: an OpenAI-compatible server often has Chat
 * Completions only. Such an account is asked in its next wire format.
 */
export class MissingEndpoints {
  private readonly untilMs = new LRUCache<string, number>({ max: maxEntries });

  add(account: ProxyAccount, route: UpstreamRoute, nowMs: number): void {
    this.untilMs.set(keyOf(account, route), nowMs + forgetAfterMs);
  }

  /** The routes of an account without the endpoints its server is known not to have. */
  routesOf(account: ProxyAccount, nowMs: number): Routes {
    if (this.untilMs.size === 0) return account.routes;
    const isMissing = (route: UpstreamRoute): boolean =>
      (this.untilMs.get(keyOf(account, route)) ?? 0) > nowMs;
    const left = without(account.routes, isMissing);
    return left.size < account.routes.size ? left : account.routes;
  }
}

export function withoutRoute(routes: Routes, route: UpstreamRoute): Routes {
  return without(routes, (each) => each === route);
}

/** Whether a server says that it has no such endpoint; a missing model or response is something else. */
export function saysEndpointIsMissing(outcome: Outcome): boolean {
  if (outcome.kind !== 'failure') return false;
  const { status, error } = outcome;
  return status === 405 || status === 501 || (status === 404 && unknownPath.test(error.message));
}

function without(routes: Routes, isLeftOut: (route: UpstreamRoute) => boolean): Routes {
  return new Map([...routes].filter(([, route]) => !isLeftOut(route)));
}

function keyOf({ id }: ProxyAccount, { origin, path }: UpstreamRoute): string {
  return `${id} ${origin}${path}`;
}
