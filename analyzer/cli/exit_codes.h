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

struct ExitMeaning {
  ExitCode code;
  const char* means;
};
inline constexpr ExitMeaning kExitMeanings[] = {
    {kPassed, "the gate passed"},
    {kGateFailed, "the gate failed"},
    {kUsage, "wrong usage or configuration"},
    {kBadInput, "the input cannot be read or is not what it claims"},
    {kInternal, "a fault of the program"},
};

}  // namespace oneway::cli
