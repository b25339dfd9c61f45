/** What Home Assistant brings along: its theme, and the few elements that are used. */

const LIGHT: Record<string, string> = {
  "--primary-text-color": "#141414",
  "--secondary-text-color": "#5e5e5e",
  "--primary-color": "#009ac7",
  "--primary-background-color": "#fafafa",
  "--secondary-background-color": "#e5e5e5",
  "--card-background-color": "#ffffff",
  "--divider-color": "rgba(0, 0, 0, 0.12)",
  "--header-height": "0px",
  "--error-color": "#db4437",
  "--warning-color": "#ffa600",
  "--success-color": "#43a047",
};

const DARK: Record<string, string> = {
  ...LIGHT,
  "--primary-text-color": "#e1e1e1",
  "--secondary-text-color": "#9b9b9b",
  "--primary-background-color": "#111111",
  "--secondary-background-color": "#282828",
  "--card-background-color": "#1c1c1c",
  "--divider-color": "rgba(225, 225, 225, 0.12)",
};

/** Themes as users make them: nothing may depend on Home Assistant's own colours. */
const CUSTOM: Record<string, Record<string, string>> = {
  contrast: {
    "--primary-text-color": "#ffffff",
    "--secondary-text-color": "#ffffff",
    "--primary-color": "#ffff00",
    "--primary-background-color": "#000000",
    "--secondary-background-color": "#000000",
    "--card-background-color": "#000000",
    "--divider-color": "#ffffff",
    "--ha-card-border-radius": "0px",
  },
  glass: {
    "--primary-text-color": "#ffffff",
    "--secondary-text-color": "rgba(255, 255, 255, 0.8)",
    "--primary-color": "#7dd3fc",
    "--primary-background-color": "linear-gradient(135deg, #172554, #581c87)",
    "--secondary-background-color": "rgba(255, 255, 255, 0.1)",
    "--card-background-color": "rgba(20, 20, 40, 0.35)",
    "--divider-color": "rgba(255, 255, 255, 0.2)",
    "--ha-card-border-radius": "28px",
  },
};

/** Sets the variables of Home Assistant's own theme, or those of one that users make. */
export function applyTheme(dark: boolean, custom = ""): void {
  const root = document.documentElement.style;
  const theme = { ...(dark ? DARK : LIGHT), ...CUSTOM[custom] };
  for (const [name, value] of Object.entries(theme)) {
    root.setProperty(name, value);
  }
  root.setProperty("color-scheme", dark ? "dark" : "light");
  root.setProperty("font-size", "14px");
  document.body.style.cssText =
    "margin:0;font-family:Roboto,'Liberation Sans',sans-serif;font-size:14px;" +
    "line-height:1.6;background:var(--primary-background-color)";
}

/** Defines elements that look as Home Assistant's do, where they are needed. */
export function defineStandIns(): void {
  customElements.define(
    "ha-card",
    class extends HTMLElement {
      connectedCallback(): void {
        this.style.cssText =
          "display:block;background:var(--card-background-color);" +
          "border:1px solid var(--divider-color);" +
          "border-radius:var(--ha-card-border-radius,12px)";
      }
    },
  );
  customElements.define("ha-menu-button", class extends HTMLElement {});
}
