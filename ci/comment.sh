#!/usr/bin/env bash
# Comments on a pull request: one comment, which later runs replace.
#
# MARKDOWN: the file to show. PULL_REQUEST: its number. GH_REPO and GH_TOKEN are those of the GitHub CLI.
set -euo pipefail

marker='<!-- banlint -->'
comment=$RUNNER_TEMP/banlint/comment.md
{ echo "$marker"; cat "$MARKDOWN"; } >"$comment"

id=$(gh api --paginate "repos/$GH_REPO/issues/$PULL_REQUEST/comments" \
  --jq ".[] | select(.body | startswith(\"$marker\")) | select(.user.type == \"Bot\") | .id" | head -n 1)
if [[ -n $id ]]; then
  gh api --silent --method PATCH "repos/$GH_REPO/issues/comments/$id" --field "body=@$comment"
else
  gh api --silent "repos/$GH_REPO/issues/$PULL_REQUEST/comments" --field "body=@$comment"
fi
