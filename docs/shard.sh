#!/usr/bin/env bash
# Grades one part of a class in a folder of its own: bash docs/shard.sh COURSE PARTS NUMBER FOLDER
#
# PARTS is how many parts there are and NUMBER, from 0 on, which one this is. FOLDER gets the course's settings and
# release and every PARTS-th student's submissions; nothing in COURSE is written. GRADER is the command, if it is not in
# PATH. Then, in COURSE: grader merge FOLDER...
set -euo pipefail
course=$1 parts=$2 number=$3 folder=$4
mkdir -p "$folder/submitted"
cp -a "$course/nbgrader_config.py" "$course/release" "$folder/"
[ ! -f "$course/course.toml" ] || cp -a "$course/course.toml" "$folder/"
place=0
for student in "$course"/submitted/*/; do
    if [ $((place++ % parts)) -eq "$number" ]; then
        cp -a "$student" "$folder/submitted/"
    fi
done
cd "$folder"
${GRADER:-grader} autograde || [ $? -eq 1 ]  # 1: a person has to look at something; `grader merge` names it again
