using Microsoft.VisualStudio.TestTools.UnitTesting;

// Most of the time is spent waiting: for deadlines, proxies and browsers. Classes run beside each other, their tests one by one.
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.ClassLevel)]
