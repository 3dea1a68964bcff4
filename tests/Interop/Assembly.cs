using Microsoft.VisualStudio.TestTools.UnitTesting;

// The tests share two cores with the processes they start.
[assembly: DoNotParallelize]
