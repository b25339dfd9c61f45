/** The pages of the panel, in the order of their tabs. */

import { mdiHelpCircleOutline, mdiInboxArrowDown, mdiPrinter3d } from "@mdi/js";
import { t } from "../i18n/common";
import type { View } from "./view";

export const VIEWS: readonly [View, ...View[]] = [
  {
    path: "inbox",
    icon: mdiInboxArrowDown,
    label: () => t("view.inbox"),
    tag: "printmux-inbox-view",
    load: () => import("./inbox/inbox-view"),
  },
  {
    path: "printers",
    icon: mdiPrinter3d,
    label: () => t("view.printers"),
    tag: "printmux-printers-view",
    load: () => import("./printers/printers-view"),
  },
  {
    path: "setup",
    icon: mdiHelpCircleOutline,
    label: () => t("view.setup"),
    tag: "printmux-setup-view",
    load: () => import("./setup/setup-view"),
  },
];
