#!/bin/sh
# A matter worked through on the command line: two drafts, what is contested, a position, both memos.
set -eu
parley() { npm run -s parley -- "$@"; }
export PARLEY_WORKSPACE="${PARLEY_WORKSPACE:-$(mktemp -d)}"
drafts=engine/sample/en

matter=$(parley matter create --title "Model services" --side "ours=the Vendor" --side "theirs=the Department")
parley draft add "$drafts/round-1.md" --matter "$matter" --side "the Vendor" --date 2026-01-12
parley draft add "$drafts/round-2.md" --matter "$matter" --side "the Department" --date 2026-02-16

parley contested --matter "$matter"
parley fate --matter "$matter"
parley ancestry --matter "$matter" --clause 5.2
parley position set --matter "$matter" --term 5.2 --side "the Vendor" --stance oppose \
  --wanted "No analysis of bulk data about citizens, combined or not." \
  --red-line "Mass domestic surveillance, in any wording." --reason "Our use policy forbids it." --priority must \
  --source "Use policy" --certainty stated

parley memo --matter "$matter" --audience internal --out "$PARLEY_WORKSPACE/internal.docx"
parley memo --matter "$matter" --audience counterparty --out "$PARLEY_WORKSPACE/counterparty.html"
