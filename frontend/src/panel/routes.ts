/** The panel's URLs: `/printmux/<page>`, and what a page puts behind that. */

import { VIEWS } from "../views";
import type { View } from "../views/view";

/** What Home Assistant tells of the URL: the panel's part, and what follows. */
export interface Route {
  prefix: string;
  path: string;
}

/** Returns the page that a URL names; the first one where it names none. */
export function viewOf(route: Route): View {
  const [, first] = route.path.split("/");
  return VIEWS.find((view) => view.path === first) ?? VIEWS[0];
}

/** Returns what follows the page in a URL. */
export function restOf(route: Route): string {
  return route.path.split("/").slice(2).join("/");
}
