#include "restore/procedure.h"

#include "assess/blocks/blocks.h"

namespace oneway {
namespace {

using Status = RestoreObject::Status;

constexpr std::string_view kCopy = "current-to-take-from.tfstate";

// In the candidate's file before the push, and in the stored state after it.
struct Repairs {
  std::vector<std::string> grafts;
  std::vector<std::string> moves, removals, imports, untaints;
  std::string kept;
  bool placeholders = false;
};

void import(const StateRecord& live, const std::string& engine, Repairs& into) {
  into.imports.push_back(engine + " import " + shell_quote(live.address) + " " +
                         shell_quote(live.import_id.empty() ? "<id>" : live.import_id));
  into.placeholders = into.placeholders || !live.import_id_complete;
}

// What lives in the state alone cannot be imported: its entry is carried over from the copy of the current
// state.
void graft(const RestoreObject& o, const std::string& engine, const std::string& file, Repairs& into) {
  if (o.status != Status::Forgotten)
    into.grafts.push_back(engine + " state rm -state=" + shell_quote(file) + " " + shell_quote(o.address));
  into.grafts.push_back(engine + " state mv -state=" + std::string(kCopy) + " -state-out=" +
                        shell_quote(file) + " " + shell_quote(o.address) + " " + shell_quote(o.address));
}

Repairs repairs_for(const StateSide& current, const std::string& engine, const std::string& file,
                    const Restoration& out) {
  Repairs r;
  for (const RestoreObject& o : out.objects) {
    const StateRecord* live = current.find(o.address);
    const bool carried =
        o.status == Status::Forgotten || o.status == Status::RePointed || o.status == Status::Regressed;
    if (carried && live && live->lives_in_state_only && o.deposed.empty()) {
      graft(o, engine, file, r);
      continue;
    }
    switch (o.status) {
      case Status::Moved:
        r.moves.push_back(engine + " state mv " + shell_quote(o.address) + " " +
                          shell_quote(o.other_address));
        break;
      case Status::Resurrected:
        if (o.stays) {
          r.kept += (r.kept.empty() ? "" : ", ") + o.address;
          break;
        }
        // A deposed object has no address of its own: taking the address out takes the current object too, so
        // it is taken out and imported again.
        r.removals.push_back(engine + " state rm " + shell_quote(o.address));
        if (!o.deposed.empty() && live) import(*live, engine, r);
        break;
      case Status::RePointed:
        r.removals.push_back(engine + " state rm " + shell_quote(o.address));
        if (live) import(*live, engine, r);
        break;
      case Status::Forgotten:
        if (live && o.deposed.empty()) import(*live, engine, r);
        break;
      case Status::MarkLost:
        if (o.code == "OW537") r.untaints.push_back(engine + " untaint " + shell_quote(o.address));
        break;
      default:
        break;
    }
  }
  return r;
}

}  // namespace

void write_procedure(const StateSide& candidate, const StateSide& current, const std::string& engine,
                     Restoration& out) {
  if (out.verdict == Restoration::Verdict::Unsafe) {
    out.procedure.push_back({"Do not push this candidate.", {}, {}});
    out.procedure.push_back(
        {"Keep a copy of the current state and repair it in place instead (state rm, import, state mv), or "
         "look for a backup of this stack with the same lineage.",
         {engine + " state pull > state-before-repair.tfstate"},
         {}});
    return;
  }
  const std::string path = candidate.info.path == "-" ? "candidate.tfstate" : candidate.info.path;
  const auto step = [&](std::string text, std::vector<std::string> commands = {}) {
    if (!text.empty()) out.procedure.push_back({std::move(text), std::move(commands), {}});
  };
  step("Stop every pipeline that plans or applies this stack, and keep it stopped until the last step.");
  step("Keep a copy of the state as it is now.", {engine + " state pull > state-before-restore.tfstate"});
  std::string pushed = path;
  if (!out.serial_to_set.empty()) {
    pushed = "candidate-serial-" + out.serial_to_set + ".tfstate";
    step(
        "Give the candidate the next serial (its numbers must stay exact: change this one line by an editor "
        "or by sed, not by jq before 1.7).",
        {"sed '0,/\"serial\": *[0-9]*/s//\"serial\": " + out.serial_to_set + "/' " + shell_quote(path) +
         " > " + shell_quote(pushed)});
  }
  const bool numbered = pushed != path;
  const std::string repaired = numbered ? pushed : "candidate-repaired.tfstate";
  const Repairs r = repairs_for(current, engine, repaired, out);
  if (!r.grafts.empty()) {
    std::vector<std::string> commands = {engine + " state pull > " + std::string(kCopy)};
    if (!numbered) commands.push_back("cp " + shell_quote(path) + " " + shell_quote(repaired));
    pushed = repaired;
    commands.insert(commands.end(), r.grafts.begin(), r.grafts.end());
    step(
        "These live in the state alone and cannot be imported: carry their entries over from the current "
        "state.",
        std::move(commands));
  }
  step("Put it in place. Never with -force.", {engine + " state push " + shell_quote(pushed)});
  if (!r.moves.empty()) step("Tell the state where objects went.", r.moves);
  if (!r.removals.empty())
    step(
        "Take out what the candidate believes but must not manage. Look each one up in the cloud first: if "
        "it lives and is needed by another stack, this is what saves it.",
        r.removals);
  if (!r.kept.empty())
    step("Leave these in, for the configuration has them: " + r.kept +
         ". If one is gone after all, the refresh drops it and the plan makes it again.");
  if (!r.imports.empty())
    step(std::string("Bring in what lives and the candidate does not know.") +
             (r.placeholders ? " Fill in the ids in <angle brackets> first." : ""),
         r.imports);
  if (!r.untaints.empty()) step("Take the taint marks away.", r.untaints);
  step("Refresh and look: it must show only drift that you can explain.",
       {engine + " plan -refresh-only -out=refresh.tfplan"});
  step(
      "Plan: it must show no destroy, no replacement and no create of something that exists. Then let the "
      "pipelines run again.",
      {engine + " plan -out=after-restore.tfplan",
       engine + " show -json after-restore.tfplan | oneway plan -"});
}

}  // namespace oneway
