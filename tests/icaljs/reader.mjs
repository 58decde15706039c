// Reads a calendar with ical.js and its own VTIMEZONEs, and says when each event is, as unix seconds, up to an end.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, file, since, until] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(library));
ICAL.TimezoneService.reset();
const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const found = {};
for (const each of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(each);
  const times = [];
  const next = event.iterator();
  for (let time = next.next(); time && time.toUnixTime() < Number(until); time = next.next()) {
    if (time.toUnixTime() >= Number(since)) times.push(time.toUnixTime());
  }
  found[event.uid] = { times, title: event.summary, sequence: event.sequence, status: each.getFirstPropertyValue("status") };
}
console.log(JSON.stringify(found));
