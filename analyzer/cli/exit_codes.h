// What the process says to its caller. Documented in the README; never reused for anything else.
#pragma once

namespace oneway::cli {

enum ExitCode : int {
  kPassed = 0,
  kGateFailed = 1,
  kUsage = 2,      // wrong options or configuration
  kBadInput = 3,   // unreadable, or not what it claims to be
  kInternal = 70,  // a fault of the program
};

}  // namespace oneway::cli
