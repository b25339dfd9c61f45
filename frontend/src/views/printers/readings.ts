/** The small print of a tile: temperatures, what is loaded, tags, who waits. */

import {
  mdiHumanQueue,
  mdiPrinter3dNozzle,
  mdiRadiator,
  mdiTagOutline,
  mdiThermometer,
} from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";
import type { Heater, Printer } from "../../api/types";
import { measure, number, temperature } from "../../format/numbers";
import type { Hass } from "../../ha/types";
import { t } from "../../i18n/printers";

/** The look of `renderHeaters` and `renderChips`. */
export const readings = css`
  .heaters,
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    margin: 0;
    padding: 0;
    list-style: none;
    --pm-icon-size: 16px;
  }
  .heaters li {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-variant-numeric: tabular-nums;
  }
  .heaters printmux-icon,
  .chips printmux-icon {
    color: var(--pm-dim);
  }
  .heaters .on printmux-icon {
    color: var(--pm-bad-text);
  }
  .chips {
    gap: 4px;
  }
  .chips li {
    max-width: 100%;
    overflow: hidden;
  }
  .chips li span:last-child {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .swatch {
    flex: none;
    width: 12px;
    height: 12px;
    border: 1px solid var(--pm-dim);
    border-radius: 50%;
  }
`;

interface Reading {
  icon: string;
  name: string;
  heater: Heater;
}

function collectReadings({ nozzles, bed, chamber }: Printer): Reading[] {
  const found = nozzles.map((heater, index) => ({
    icon: mdiPrinter3dNozzle,
    name: nozzles.length > 1 ? t("nozzle.tool", { number: index + 1 }) : t("nozzle"),
    heater,
  }));
  if (bed) {
    found.push({ icon: mdiRadiator, name: t("bed"), heater: bed });
  }
  if (chamber) {
    found.push({ icon: mdiThermometer, name: t("chamber"), heater: chamber });
  }
  return found.filter(({ heater: [actual] }) => actual !== null);
}

/** Returns the temperatures, with what is wanted where a heater is on. */
export function renderHeaters(
  { locale }: Hass,
  printer: Printer,
): TemplateResult | typeof nothing {
  const found = collectReadings(printer);
  if (!found.length) {
    return nothing;
  }
  return html`<ul class="heaters">
    ${found.map(({ icon, name, heater: [degrees, target] }) => {
      const actual = temperature(locale, degrees ?? 0);
      const wanted = target ? temperature(locale, target) : "";
      const words = wanted
        ? t("heater.target", { name, actual, target: wanted })
        : t("heater", { name, actual });
      const shown = wanted ? `${number(locale, degrees ?? 0)} / ${wanted}` : actual;
      return html`<li class=${wanted ? "on" : ""} title=${words}>
        <printmux-icon .path=${icon}></printmux-icon>
        <span class="reader">${words}</span>
        <bdi aria-hidden="true">${shown}</bdi>
      </li>`;
    })}
  </ul>`;
}

/** Returns what is loaded, the nozzle, the tags and how many jobs wait. */
export function renderChips({ locale }: Hass, printer: Printer): TemplateResult {
  const { loaded, nozzle_diameter, tags, queue_length } = printer;
  const several = loaded.length > 1;
  return html`<ul class="chips">
    ${loaded.map(({ material, color }, index) => {
      if (!material) {
        return nothing;
      }
      const words = t("loaded.tool", { number: index + 1, material });
      return html`<li class="chip" title=${several ? words : nothing}>
        <span class="swatch" style=${styleMap({ backgroundColor: color })}></span>
        ${several ? html`<span class="reader">${words}</span>` : nothing}
        <span aria-hidden=${several ? "true" : nothing}>${material}</span>
      </li>`;
    })}
    ${
      nozzle_diameter
        ? chip(
            mdiPrinter3dNozzle,
            measure(locale, nozzle_diameter, "millimeter", 2),
            t("nozzle"),
          )
        : nothing
    }
    ${tags.map((tag) => chip(mdiTagOutline, tag))}
    ${queue_length ? chip(mdiHumanQueue, t("queue", { count: queue_length })) : nothing}
  </ul>`;
}

function chip(icon: string, text: string, name?: string): TemplateResult {
  return html`<li class="chip" title=${name ?? text}>
    <printmux-icon .path=${icon}></printmux-icon>
    ${name ? html`<span class="reader">${name}</span>` : nothing}<span>${text}</span>
  </li>`;
}
