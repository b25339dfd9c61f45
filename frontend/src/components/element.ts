/** The base of all elements: Home Assistant's object, and the user's language. */

import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import { type Hass, hassChanged } from "../ha/types";
import { Speech } from "../i18n/texts";

/**
 * An element that gets `hass`, and is drawn anew only when something of it changed that
 * matters: Home Assistant hands out a new object with every state of any entity.
 */
export abstract class PrintMuxElement extends LitElement {
  @property({ attribute: false, hasChanged: hassChanged }) hass?: Hass;

  protected readonly speech = new Speech(this, () => this.hass);
}

/** Defines an element once; two copies of PrintMux may meet on one page. */
export function define(tag: string): (element: CustomElementConstructor) => void {
  return (element) => {
    if (!customElements.get(tag)) {
      customElements.define(tag, element);
    }
  };
}
