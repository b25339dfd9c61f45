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

/** Sets the variables of Home Assistant's own theme. */
export function applyTheme(dark: boolean): void {
  const root = document.documentElement.style;
  for (const [name, value] of Object.entries(dark ? DARK : LIGHT)) {
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
          "border:1px solid var(--divider-color);border-radius:12px";
      }
    },
  );
  customElements.define("ha-menu-button", class extends HTMLElement {});
}
