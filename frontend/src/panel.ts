/** The panel's module; Home Assistant loads it when the panel is opened. */

import "./panel/printmux-panel";
