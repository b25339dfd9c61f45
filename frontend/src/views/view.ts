/** A page of the panel: a folder of its own, loaded when it is opened. */

/** What the panel has to know of a page before it loads it. */
export interface View {
  /** The part of the URL after `/printmux/`. */
  path: string;
  icon: string;
  label: () => string;
  /** The element; it gets `hass`, `narrow`, and `rest`, what follows in the URL. */
  tag: string;
  load: () => Promise<unknown>;
}
