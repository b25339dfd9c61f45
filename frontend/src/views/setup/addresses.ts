/** Under which addresses slicers reach this Home Assistant, and what speaks against them. */

import type { Hub } from "../../api/types";

/** `here` is the one that the browser uses now. */
export type AddressKind = "internal" | "here" | "external" | "own_port";
/** Slicers' uploads through the `cloud` are cut; `loopback` is this computer only. */
export type Caution = "cloud" | "loopback" | "outside";

export interface Address {
  kind: AddressKind;
  url: string;
  caution: Caution | null;
}

const LOOPBACK = /^(localhost|127\..*|\[::1\])$/;

/** Returns the addresses there are, the one to be recommended first. */
export function collectAddresses(hub: Hub, here: string): Address[] {
  const { internal, external } = hub.urls;
  const found: Address[] = [];
  const add = (kind: AddressKind, url: string | null) => {
    const parsed = parse(url);
    if (parsed && !found.some((each) => each.url === parsed.origin)) {
      found.push({ kind, url: parsed.origin, caution: cautionOf(kind, parsed) });
    }
  };
  add("internal", internal);
  add("here", here);
  add("external", external);
  add("own_port", ownPort(hub, found[0]?.url));
  // The order among equals stays.
  return found.sort((a, b) => weight(a) - weight(b));
}

function parse(url: string | null): URL | null {
  try {
    return url ? new URL(url) : null;
  } catch {
    return null;
  }
}

function cautionOf(kind: AddressKind, { hostname }: URL): Caution | null {
  if (hostname.endsWith(".nabu.casa")) {
    return "cloud";
  }
  if (LOOPBACK.test(hostname)) {
    return "loopback";
  }
  return kind === "external" ? "outside" : null;
}

function weight({ kind, caution }: Address): number {
  return kind === "own_port" ? 3 : caution === "cloud" ? 2 : caution ? 1 : 0;
}

/** The port speaks TLS if Home Assistant itself does, not if a proxy does it for it. */
function ownPort(hub: Hub, base: string | undefined): string | null {
  if (!hub.own_port || !base) {
    return null;
  }
  const { protocol, port, hostname } = new URL(base);
  const own = protocol === "https:" && port ? "https:" : "http:";
  return `${own}//${hostname}:${hub.own_port}`;
}

/** What slicers ask for that want an address in parts. */
export interface Parts {
  host: string;
  port: string;
  https: boolean;
}

/** Returns an address in parts. */
export function split(url: string): Parts {
  const { hostname, port, protocol } = new URL(url);
  const https = protocol === "https:";
  return { host: hostname, port: port || (https ? "443" : "80"), https };
}
