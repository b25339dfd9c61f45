import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeHass } from "../../testing/fake-hass";
import "./printer-camera";
import type { PrintMuxPrinterCamera } from "./printer-camera";

let camera: PrintMuxPrinterCamera;
let scroll: (inside: boolean) => void;
let hidden = false;
let dialogs: unknown[];

class FakeObserver {
  constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
    scroll = (isIntersecting) => tell([{ isIntersecting }]);
  }
  observe(): void {}
  disconnect(): void {}
}

const image = () => camera.shadowRoot?.querySelector("img");
const source = () => image()?.getAttribute("src");
const button = (name: string) =>
  camera.shadowRoot?.querySelector<HTMLElement>(`button[aria-label^="${name}"]`);

function hidePage(now: boolean): void {
  hidden = now;
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(async () => {
  vi.stubGlobal("IntersectionObserver", FakeObserver);
  vi.spyOn(document, "hidden", "get").mockImplementation(() => hidden);
  hidden = false;
  dialogs = [];
  camera = document.createElement("printmux-printer-camera");
  camera.hass = makeHass({
    callWS: <T>({ path }: { type: string; path?: string }) =>
      Promise.resolve({ path: `${path}?authSig=x` } as T),
  }).hass;
  camera.cameras = ["camera.one", "camera.two"];
  camera.name = "Voron";
  camera.addEventListener("hass-more-info", (event) =>
    dialogs.push((event as CustomEvent).detail),
  );
  document.body.append(camera);
  await camera.updateComplete;
});

afterEach(() => {
  camera.remove();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const LIVE = "/api/camera_proxy_stream/camera.one?authSig=x";
const streams = (url = LIVE) => vi.waitFor(() => expect(source()).toBe(url));
const ends = () => vi.waitFor(() => expect(image()?.hasAttribute("src")).toBe(false));

test("nothing streams before it is on the screen", () => {
  expect(image()?.hasAttribute("src")).toBe(false);
});

test("the stream ends when it is scrolled away, and comes back", async () => {
  scroll(true);
  await streams();
  scroll(false);
  await ends();
  scroll(true);
  await streams();
});

test("the stream ends while the page is hidden", async () => {
  scroll(true);
  await streams();
  hidePage(true);
  await ends();
  hidePage(false);
  await streams();
});

test("the stream ends when the camera is closed", async () => {
  scroll(true);
  await streams();
  camera.remove();
  await ends();
});

test("the picture says whose it is; without one the failure is told", async () => {
  scroll(true);
  await streams();
  image()?.dispatchEvent(new Event("load"));
  await camera.updateComplete;
  expect(image()?.hidden).toBe(false);
  expect(image()?.alt).toBe("Camera of Voron");

  image()?.dispatchEvent(new Event("error"));
  await streams("/api/camera_proxy/camera.one?authSig=x");
  image()?.dispatchEvent(new Event("error"));
  await camera.updateComplete;

  expect(camera.shadowRoot?.querySelector("p")?.textContent).toContain("No picture");
});

test("a button goes on to the next camera, another opens it large", async () => {
  scroll(true);
  await streams();
  expect(button("Next camera")?.title).toBe("Next camera (Camera 1 of 2)");

  button("Next camera")?.click();
  await streams("/api/camera_proxy_stream/camera.two?authSig=x");
  button("Open large")?.click();

  expect(dialogs).toEqual([{ entityId: "camera.two" }]);
});
