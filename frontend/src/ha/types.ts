/** The few parts of Home Assistant's frontend that PrintMux touches. */

import type { Connection } from "home-assistant-js-websocket";

/** How the user wants numbers, dates and times written. */
export interface HassLocale {
  language: string;
  number_format: string;
  time_format: string;
  date_format: string;
  time_zone: string;
  first_weekday: string;
}

/** An entity as Home Assistant's frontend knows it. */
export interface HassEntity {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
  last_changed: string;
  last_updated: string;
}

/** What Home Assistant hands to cards and panels, anew with every change of a state. */
export interface Hass {
  connection: Connection;
  connected: boolean;
  language: string;
  locale: HassLocale;
  config: { time_zone: string; version: string; location_name: string };
  themes: { darkMode: boolean };
  user?: { id: string; name: string; is_admin: boolean };
  states: Record<string, HassEntity>;
  auth: {
    data: { access_token: string; hassUrl: string };
    expired: boolean;
    refreshAccessToken(): Promise<void>;
  };
  callService(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: { entity_id?: string | string[] },
    notifyOnError?: boolean,
    returnResponse?: boolean,
  ): Promise<{ response?: unknown }>;
  callWS<T>(message: { type: string; [key: string]: unknown }): Promise<T>;
  callApi<T>(method: string, path: string, parameters?: object): Promise<T>;
  /** Missing where there is no backend to ask. */
  loadBackendTranslation?(
    category: string,
    integration: string,
  ): Promise<(key: string, values?: Record<string, string>) => string>;
  formatEntityState(state: HassEntity): string;
}

/** Tells whether anything changed that PrintMux's elements show or call. */
export function hassChanged(now: Hass | undefined, before: Hass | undefined): boolean {
  if (!now || !before) {
    return now !== before;
  }
  return (
    now.connection !== before.connection ||
    now.connected !== before.connected ||
    now.language !== before.language ||
    now.locale !== before.locale ||
    now.user !== before.user ||
    now.config.time_zone !== before.config.time_zone
  );
}
