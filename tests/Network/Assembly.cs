using Microsoft.VisualStudio.TestTools.UnitTesting;

// There is one clock.
[assembly: DoNotParallelize]
