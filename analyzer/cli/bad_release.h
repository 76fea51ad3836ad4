// The playbook for a module release that turned out bad, with the real names in it.
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "ledger/ledger.h"
#include "report/report.h"

namespace oneway::cli {

struct BadRelease {
  std::string source, version;  // version "" = any
  std::vector<AffectedStack> stacks;
};

void write_playbook(const BadRelease& release, const report::Options& options, std::ostream& out);
// One object a stack and module, for machines.
void write_playbook_lines(const BadRelease& release, std::ostream& out);

}  // namespace oneway::cli
