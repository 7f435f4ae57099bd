# Starts programs that do the reading: a shell, another Python, whatever has the setuid bit.
# must: come no further with them than alone.
# shows: TRIED

# %% cell
import subprocess
import sys

programs = (
    ["/bin/sh", "-c", "cat @COURSE@/secret.txt @HOME@/.netrc /etc/shadow; env | grep -i secret; ps ax | grep autograde"],
    [sys.executable, "-c", "import solutions.a1_derivatives as s; print(s.df)"],
    [sys.executable, "-S", "-c", "print(open('@REPOSITORY@/solutions/a1_derivatives.py').read())"],
    ["/bin/su", "-c", "cat @COURSE@/secret.txt"],
    ["/usr/bin/sudo", "-n", "cat", "@COURSE@/secret.txt"],
    ["/bin/mount"],
)
for program in programs:
    try:
        run = subprocess.run(program, capture_output=True, timeout=3, stdin=subprocess.DEVNULL)
        if run.stdout.strip() and b"@STUDENT@" not in run.stdout:
            print("LOOT", program[0], run.stdout[:300])
    except (OSError, subprocess.SubprocessError):
        pass
print("TRIED")
