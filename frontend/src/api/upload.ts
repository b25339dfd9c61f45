/** Uploads a file from the browser as a slicer would. */

import { say } from "../format/words";
import type { Hass } from "../ha/types";
import type { Words } from "./words";

/** An upload under way. */
export interface Upload {
  done: Promise<string>;
  abort: () => void;
}

/** The server does not want this file, however often it is sent. */
export class RefusedError extends Error {}

const REFUSED = new Set([400, 413, 415]);

/**
 * Sends a file, which was in a folder or not; `done` gives the id of the new job, or
 * throws the server's words.
 */
export function upload(
  hass: Hass,
  file: File,
  progress: (share: number) => void,
  folder = "",
): Upload {
  const request = new XMLHttpRequest();
  let aborted = false;
  const send = async (): Promise<string> => {
    if (hass.auth.expired) {
      await hass.auth.refreshAccessToken();
    }
    return await new Promise((resolve, reject) => {
      if (aborted) {
        reject(new DOMException("Aborted", "AbortError"));
        return;
      }
      // fetch() does not tell how much of a body has gone.
      request.upload.onprogress = (event) =>
        progress(event.total ? event.loaded / event.total : 0);
      request.onload = () => {
        const answer = parse(request.responseText);
        if (request.status === 201 && answer.job_id) {
          resolve(answer.job_id);
        } else {
          const { status, statusText } = request;
          const told = answer.words ?? answer.message;
          const words = told ? say(hass, told) : `${status} ${statusText}`;
          reject(REFUSED.has(status) ? new RefusedError(words) : new Error(words));
        }
      };
      request.onerror = () => reject(new Error(""));
      request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
      const form = new FormData();
      if (folder) {
        form.append("folder", folder);
      }
      form.append("file", file, file.name);
      request.open("POST", "/api/printmux/upload");
      request.setRequestHeader(
        "Authorization",
        `Bearer ${hass.auth.data.access_token}`,
      );
      request.send(form);
    });
  };
  return {
    done: send(),
    abort: () => {
      aborted = true;
      request.abort();
    },
  };
}

/** `message` is what Home Assistant itself says, `words` what PrintMux does. */
interface Answer {
  job_id?: string;
  message?: string;
  words?: Words;
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
