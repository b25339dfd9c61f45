import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Hass } from "../../ha/types";
import { makeHass } from "../../testing/fake-hass";
import { Feed } from "./feed";

let signed: string[];
let hass: Hass;
const feeds: Feed[] = [];

function makeFeed(): Feed {
  const feed = new Feed(
    () => hass,
    () => {},
  );
  feeds.push(feed);
  return feed;
}

/** Waits until what was asked of Home Assistant is answered. */
const answered = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  signed = [];
  hass = makeHass({
    callWS: <T>(message: { type: string; path?: string }) => {
      signed.push(message.path ?? "");
      return Promise.resolve({ path: `${message.path}?authSig=${signed.length}` } as T);
    },
  }).hass;
});

afterEach(() => {
  feeds.splice(0).forEach((feed) => feed.stop());
  vi.useRealTimers();
});

test("a camera streams from an address that was signed for it", async () => {
  const feed = makeFeed();
  feed.start("camera.one");
  expect(feed.state).toBe("waiting");
  await answered();
  expect(feed.url).toBe("/api/camera_proxy_stream/camera.one?authSig=1");

  feed.loaded();

  expect(feed.state).toBe("stream");
});

test("stopped, it has no address: not even one that comes late", async () => {
  const feed = makeFeed();
  feed.start("camera.one");
  feed.stop();
  await answered();

  expect(feed.url).toBeNull();
  expect(feed.state).toBe("off");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signed).toHaveLength(1);
});

test("without a stream there are stills, a new one every few seconds", async () => {
  const feed = makeFeed();
  feed.start("camera.one");
  await answered();
  feed.broken();
  await answered();
  expect(feed.url).toBe("/api/camera_proxy/camera.one?authSig=2");
  feed.loaded();
  expect(feed.state).toBe("stills");

  await vi.advanceTimersByTimeAsync(5000);

  expect(feed.url).toBe("/api/camera_proxy/camera.one?authSig=3");
  feed.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(signed).toHaveLength(3);
});

test("a stream that never has a picture is given up", async () => {
  const feed = makeFeed();
  feed.start("camera.one");
  await answered();
  await vi.advanceTimersByTimeAsync(12_000);
  expect(feed.url).toBe("/api/camera_proxy/camera.one?authSig=2");
  await vi.advanceTimersByTimeAsync(12_000);

  expect(feed.state).toBe("failed");
});

test("a stream that has one goes on", async () => {
  const feed = makeFeed();
  feed.start("camera.one");
  await answered();
  feed.loaded();

  await vi.advanceTimersByTimeAsync(60_000);

  expect(feed.state).toBe("stream");
  expect(signed).toHaveLength(1);
});

test("without any picture it says so, and tries again later", async () => {
  const feed = makeFeed();
  feed.start("camera.one");
  await answered();
  feed.broken();
  await answered();
  feed.broken();
  expect(feed.state).toBe("failed");
  expect(feed.url).toBeNull();

  await vi.advanceTimersByTimeAsync(20_000);
  feed.loaded();

  expect(feed.state).toBe("stills");
});

test("it fails when Home Assistant signs nothing", async () => {
  hass = makeHass({ callWS: () => Promise.reject(new Error("lost")) }).hass;
  const feed = makeFeed();
  feed.start("camera.one");
  await answered();

  expect(feed.state).toBe("failed");
});

test("only a few stream at a time: the browser has other things to ask for", async () => {
  const open = ["a", "b", "c", "d"].map((name) => {
    const feed = makeFeed();
    feed.start(`camera.${name}`);
    return feed;
  });
  await answered();
  const kinds = () => open.map((feed) => feed.url?.split("/")[2]);
  const live = "camera_proxy_stream";
  expect(kinds()).toEqual([live, live, live, "camera_proxy"]);

  open[0]?.stop();
  open[3]?.start("camera.d");
  await answered();

  expect(kinds()).toEqual([undefined, live, live, live]);
});
