using Microsoft.VisualStudio.TestTools.UnitTesting;

// The tests share two cores with the processes they start; most of the time one waits for another.
[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]
