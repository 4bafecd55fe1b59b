/** Showrooms and people, for those who lead: read once for each screen that asks. */

import { get } from "./http.js";
import { useLoading } from "./loading.js";

/** @import { PersonList, PersonView, ShowroomList, ShowroomView } from "#api" */
/** @typedef {{ people: PersonView[], showrooms: ShowroomView[] }} Staff */

const ALL = 200;

export function useStaff() {
  return useLoading("staff", async (signal) => {
    const query = { limit: ALL };
    const [people, showrooms] = await Promise.all([
      /** @type {Promise<PersonList>} */ (get("/people", { query, signal })),
      /** @type {Promise<ShowroomList>} */ (get("/showrooms", { query, signal })),
    ]);
    return /** @type {Staff} */ ({ people: people.items, showrooms: showrooms.items });
  });
}

export function useShowrooms() {
  return useLoading("showrooms", (signal) => /** @type {Promise<ShowroomList>} */ (get("/showrooms", { query: { limit: ALL }, signal })));
}

/** As a choice of a field. @param {{ id: string, name: string }[] | undefined} named */
export const choices = (named = []) => named.map(({ id, name }) => ({ code: id, label: name }));
