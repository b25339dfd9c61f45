/** Uploads a file from the browser as a slicer would. */

import { say } from "../format/words";
import type { Hass } from "../ha/types";
import type { Words } from "./words";

/** An upload under way. */
export interface Upload {
  done: Promise<string>;
  abort: () => void;
}

/** Sends a file; `done` gives the id of the new job, or throws the server's words. */
export function upload(
  hass: Hass,
  file: File,
  progress: (share: number) => void,
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
          const words = answer.words ?? answer.message;
          reject(
            new Error(
              words ? say(hass, words) : `${request.status} ${request.statusText}`,
            ),
          );
        }
      };
      request.onerror = () => reject(new Error(""));
      request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
      const form = new FormData();
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
