/** A picture for each type of follow-up. */

/** @import { FollowUpType } from "#api" */
/** @import { IconName } from "../../parts/icon.js" */

/** @type {Record<FollowUpType, IconName>} */
export const TYPE_ICONS = {
  CALL: "phone",
  APPOINTMENT: "calendar",
  WHATSAPP: "whatsapp",
  SHOWROOM_VISIT: "home",
  TEST_DRIVE: "moto",
  HOME_VISIT: "person",
  SIGNING: "quote",
  DELIVERY: "key",
};
