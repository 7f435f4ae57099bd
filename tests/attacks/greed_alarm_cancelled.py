# Switches the alarm off and its signals too, then loops.
# must: lose what that cell should have defined.
# base: solution
# score: 21
# expect: df timeout|killed
# expect: * correct

# %% answer="df"
import signal

signal.setitimer(signal.ITIMER_REAL, 0)
signal.alarm(0)
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_SETMASK, set(signal.Signals))
while True:
    pass
