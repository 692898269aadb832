/** Why a resource was not made by hand: there is one of its name. */
export class NotMade extends Error {}
