/** Whether a value looks like a place in someone's file system: a drive, a share, a home folder, a `file:` address. */
export function isLocalPath(value: string): boolean {
  return /^\s*"?(?:file:|\\\\|[a-z]:[\\/]|~\/|\/(?:users|home|volumes|private|var|mnt|media|tmp|opt)\/)/i.test(value);
}

/** Whether the target of a link is an address on a network or a place in the document; everything else is a path. */
export function isNetworkAddress(target: string): boolean {
  return /^\s*(?:#|(?:https?|mailto|tel|sms|ftps?|urn):)/i.test(target);
}
