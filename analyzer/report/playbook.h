// The playbooks of a plan, for each medium that shows them.
#pragma once
#include <string>

#include "model/assessment.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace oneway::report {

void write_playbook(Terminal& out, const Playbook& p, bool verbose);
void write_playbook(JsonWriter& json, const Playbook& p);
std::string playbook_markdown(const Playbook& p);

}  // namespace oneway::report
