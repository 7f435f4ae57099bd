"""The students' side of the sandbox: the processes in which their code runs. They know no answer and no grade."""
