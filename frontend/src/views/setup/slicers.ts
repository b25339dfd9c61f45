/** What has to be done in each slicer. */

import type { Key } from "../../i18n/texts";
import type english from "../../i18n/en/setup.json";
import { split } from "./addresses";

type Text = Key<typeof english>;

/** One thing to do, with what is to be copied for it; `key` is the slicer key. */
export interface Step {
  text: Text;
  copy?: string;
  key?: boolean;
}

export interface Slicer {
  id: string;
  /** A name of its own, or null for all others. */
  name: string | null;
  /** Whether it takes a certificate that nobody has signed. */
  takesOwnCertificates: boolean;
  /** Whether a page in a browser sends, which keeps to its own rules. */
  isPage?: boolean;
  steps: (url: string, key: string) => Step[];
}

/** Stands where a key belongs that is not at hand. */
export const NO_KEY = "YOUR-KEY";

const prusa = (url: string): Step[] => [
  { text: "prusa.open" },
  { text: "prusa.type" },
  { text: "prusa.address", copy: url },
  { text: "prusa.key", key: true },
  { text: "prusa.test" },
  { text: "prusa.send" },
];

/** The slicers of the picker. */
export const SLICERS: readonly [Slicer, ...Slicer[]] = [
  {
    id: "orca",
    name: "OrcaSlicer",
    takesOwnCertificates: true,
    steps: (url) => [
      { text: "orca.open" },
      { text: "orca.type" },
      { text: "orca.address", copy: url },
      { text: "orca.key", key: true },
      { text: "orca.test" },
      { text: "orca.send" },
    ],
  },
  { id: "prusa", name: "PrusaSlicer", takesOwnCertificates: false, steps: prusa },
  { id: "super", name: "SuperSlicer", takesOwnCertificates: false, steps: prusa },
  {
    id: "cura_octoprint",
    name: "Cura (OctoPrint Connection)",
    takesOwnCertificates: true,
    steps: (url) => {
      const { host, port, https } = split(url);
      return [
        { text: "cura_octoprint.1" },
        { text: "cura_octoprint.2" },
        { text: "cura_octoprint.host", copy: host },
        { text: "cura_octoprint.port", copy: port },
        { text: "cura_octoprint.path", copy: "/" },
        { text: https ? "cura_octoprint.https" : "cura_octoprint.plain" },
        { text: "cura_octoprint.request" },
        { text: "cura_octoprint.send" },
      ];
    },
  },
  {
    id: "cura_moonraker",
    name: "Cura (Moonraker Connection)",
    takesOwnCertificates: false,
    steps: (url) => [
      { text: "cura_moonraker.1" },
      { text: "cura_moonraker.2" },
      { text: "cura_moonraker.address", copy: `${url}/` },
      { text: "cura_moonraker.key", key: true },
      { text: "cura_moonraker.send" },
    ],
  },
  {
    id: "kirimoto",
    name: "kiri:moto",
    takesOwnCertificates: false,
    isPage: true,
    steps: (url) => [
      { text: "kirimoto.address", copy: url },
      { text: "kirimoto.type" },
      { text: "kirimoto.key", key: true },
      { text: "kirimoto.origin" },
    ],
  },
  {
    id: "other",
    name: null,
    takesOwnCertificates: true,
    steps: (url, key) => [
      { text: "other.address", copy: url },
      { text: "other.key", key: true },
      {
        text: "other.command",
        copy: `curl -H "X-Api-Key: ${key}" -F print=false -F file=@part.gcode ${url}/api/files/local`,
      },
    ],
  },
];
