/** The base of elements of which a page may have hundreds. */

import { css, type PropertyValues } from "lit";
import { PrintMuxElement } from "./element";
import { takeTurn } from "./turns";

/** Until it is made, a piece takes the room that it says it will, whatever is in it. */
export const piece = css`
  :host(:not([made])) {
    contain: size;
  }
`;

/**
 * An element that is drawn first when its turn comes, see `turns.ts`; from then on like
 * all others. Its styles say with `contain-intrinsic-size` how large it will be.
 */
export abstract class PrintMuxPiece extends PrintMuxElement {
  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) {
      this.requestUpdate();
    }
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await takeTurn();
    }
    await super.scheduleUpdate();
  }

  /** Who left the page before its turn needs none. */
  protected override shouldUpdate(changed: PropertyValues): boolean {
    return this.isConnected && super.shouldUpdate(changed);
  }

  protected override firstUpdated(): void {
    this.showMade();
  }

  /** From now on its content says how large it is. */
  protected showMade(): void {
    this.toggleAttribute("made", true);
  }
}
