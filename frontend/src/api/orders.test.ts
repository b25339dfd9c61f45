import { expect, test } from "vitest";
import { makeHass } from "../testing/fake-hass";
import { deleteJob, messageOf, press } from "./orders";

const REFUSAL = {
  message: "Part.gcode is under way",
  translation_domain: "printmux",
  translation_key: "job_under_way",
  translation_placeholders: { job: "Part.gcode" },
};

/** Home Assistant's server throws such, which is no Error. */
function refuse(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the server does
  throw REFUSAL;
}

async function thrown(order: Promise<unknown>): Promise<string> {
  return order.then(
    () => "nothing",
    (error: unknown) => messageOf(error),
  );
}

test("a refusal is told in the user's language", async () => {
  const asked: string[] = [];
  const fake = makeHass({
    loadBackendTranslation: (category, domain) => {
      asked.push(`${category} ${domain}`);
      return Promise.resolve((key, values) =>
        key === "component.printmux.exceptions.job_under_way.message"
          ? `${values?.job ?? ""} ist in Arbeit`
          : "",
      );
    },
  });
  fake.respond = refuse;
  expect(await thrown(deleteJob(fake.hass, "job"))).toBe("Part.gcode ist in Arbeit");
  expect(await thrown(press(fake.hass, "button.one"))).toBe("Part.gcode ist in Arbeit");
  expect(asked).toEqual(["exceptions printmux", "exceptions printmux"]);
});

test("what has no translation is told as it came", async () => {
  const fake = makeHass({
    loadBackendTranslation: () => Promise.resolve(() => ""),
  });
  fake.respond = refuse;
  expect(await thrown(deleteJob(fake.hass, "job"))).toBe("Part.gcode is under way");
  fake.respond = () => Promise.reject(new Error("Connection lost"));
  expect(await thrown(deleteJob(fake.hass, "job"))).toBe("Connection lost");
});
