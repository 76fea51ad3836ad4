// Shared by whoever reads patterns and whoever runs them.
#pragma once
#include <re2/re2.h>

namespace oneway {

// Memory-bounded, quiet. RE2 runs in time linear in its input.
inline RE2::Options pattern_options() {
  RE2::Options options;
  options.set_max_mem(1 << 20);
  options.set_log_errors(false);
  return options;
}

}  // namespace oneway
