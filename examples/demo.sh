#!/bin/sh
# The example coverage, from its files to answers: sh demo.sh [SAYSO [DIR]]
# SAYSO is the command (default: sayso), DIR the folder to work in (default: sayso-demo).
set -eu

sayso=${1:-sayso}
folder=${2:-sayso-demo}
mkdir -p "$folder"
SAYSO_RECORD=$folder/record.sqlite
export SAYSO_RECORD

step() {
    printf '\n== %s\n' "$1"
}

step "Write the example coverage into $folder/stories"
"$sayso" example "$folder/stories"

step "Read one story: who said what"
"$sayso" read "$folder/stories/2025-03-31-farwater-deal-stalls.txt"

step "Keep the whole coverage in $SAYSO_RECORD"
"$sayso" add "$folder/stories"

step "The stories in the record"
"$sayso" stories

step "What the president of one side says, from March on"
"$sayso" statements --by "Amara Dellin" --since 2025-03-01

step "What anybody says of the dues, word for word"
"$sayso" statements --text dues --kind direct

step "A statement as a program gets it"
"$sayso" statements --by "Odile Renwick" --limit 1 --json
