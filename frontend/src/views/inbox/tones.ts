/** The colours of a job's state; words always stand beside them. */

import { css } from "lit";

/** Sets `--tone` for areas and `--tone-text` for text by the class of the tone. */
export const tones = css`
  .accent {
    --tone: var(--pm-accent);
    --tone-text: var(--pm-accent-text);
  }
  .good {
    --tone: var(--pm-good);
    --tone-text: var(--pm-good-text);
  }
  .warn {
    --tone: var(--pm-warn);
    --tone-text: var(--pm-warn-text);
  }
  .bad {
    --tone: var(--pm-bad);
    --tone-text: var(--pm-bad-text);
  }
  .dim {
    --tone: var(--pm-dim);
    --tone-text: var(--pm-dim);
  }
`;
