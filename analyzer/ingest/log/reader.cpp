#include "ingest/log/reader.h"

#include <algorithm>
#include <charconv>

#include "ingest/foreign.h"
#include "ingest/json/keys.h"
#include "ingest/plan/change_reader.h"

namespace oneway {
namespace {

std::string text(Value v) {
  return std::string(v.text());
}

std::uint64_t number(Value v) {
  std::uint64_t n = 0;
  const std::string_view digits = v.text();
  std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return n;
}

// The log's word for an action, as the plan's `actions` has it.
void add_actions(std::string_view word, Actions& into) {
  if (word == "replace") {
    into.add("delete");
    into.add("create");
  } else if (word == "remove") {
    into.add("forget");
  } else if (word == "move" || word == "import") {
    into.add("no-op");
  } else {
    into.add(word);
  }
}

// The log's word for the reason of a replace, as the plan's `action_reason` has it.
std::string reason_of(std::string_view word) {
  if (word == "tainted") return "replace_because_tainted";
  if (word == "requested") return "replace_by_request";
  if (word == "replace_triggered_by") return "replace_by_triggers";
  if (word == "cannot_update") return "replace_because_cannot_update";
  return word == "unknown" ? std::string() : std::string(word);
}

std::string say(std::uint64_t add, std::uint64_t change, std::uint64_t remove, std::uint64_t import) {
  return std::to_string(add) + " to add, " + std::to_string(change) + " to change, " +
         std::to_string(remove) + " to destroy, " + std::to_string(import) + " to import";
}

}  // namespace

void LogReader::begin(const Version& version) {
  engine_ = version.engine;
  meta_.engine_version = version.text;
}

bool LogReader::read_message(json::Reader& reader) {
  static constexpr std::string_view kKept[] = {"type",       "@module",   "change", "changes",    "outputs",
                                               "diagnostic", "terraform", "tofu",   "invocation", "ui"};
  message_.clear();
  message_.begin_object();
  json::SeenKeys seen;
  std::string key;
  reader.begin_object();
  bool any = false;
  while (reader.next_key(key)) {
    any = any || key.starts_with('@') || key == "type";
    const int kept = seen.find(reader, kKept, key);
    if (kept >= 0) {
      message_.key(key);
      reader.capture(message_);
    } else {
      reader.skip();
    }
  }
  message_.end();
  if (!any) reader.fail("a line of the log is no message: it has neither @level nor type");

  const Value message = message_.root();
  const std::string_view type = message["type"].text();
  if (type == "version") {
    Version version{message["tofu"].is_string() ? Engine::OpenTofu : Engine::Terraform,
                    text(message["tofu"].is_string() ? message["tofu"] : message["terraform"])};
    if (messages_ > 0) {
      next_version_ = std::move(version);
      return false;
    }
    begin(version);
    meta_.format_version = text(message["ui"]);
  }
  ++messages_;
  if (engine_ == Engine::Unknown && message["@module"].text() == "tofu.ui") engine_ = Engine::OpenTofu;
  if (engine_ == Engine::Unknown && message["@module"].text() == "terraform.ui") engine_ = Engine::Terraform;
  if (type == "planned_change" || type == "resource_drift")
    report_change(reader, message["change"], type != "planned_change");
  if (type == "outputs") report_outputs(message["outputs"]);
  if (type == "diagnostic") report_diagnostic(message["diagnostic"]);
  if (type == "change_summary") report_summary(message["changes"]);
  if (type == "planned_action_invocation") {
    visitor_.action_invocation({.address = text(message["invocation"]["action"]["addr"]),
                                .type = text(message["invocation"]["action"]["action_type"])});
    note_once("action invocations are planned; the log does not say what triggers them");
  }
  return true;
}

void LogReader::report_change(const json::Reader& reader, Value v, bool drift) {
  if (++changes_ > max_changes_)
    reader.fail("the log has more than " + std::to_string(max_changes_) + " changes",
                "raise the limit to read it");
  const Value resource = v["resource"];
  change_ = Change();
  change_.address = text(resource["addr"]);
  if (change_.address.empty()) reader.fail("a change without the address of a resource");
  change_.previous_address = text(v["previous_resource"]["addr"]);
  if (change_.previous_address == change_.address) change_.previous_address.clear();
  change_.type = text(resource["resource_type"]);
  change_.name = text(resource["resource_name"]);
  change_.provider = text(resource["implied_provider"]);
  complete_from_address(change_);
  if (change_.mode.empty()) change_.mode = "managed";
  add_actions(v["action"].text(), change_.actions);
  change_.action_reason = reason_of(v["reason"].text());
  change_.importing = v["importing"].is_object() || v["action"].text() == "import";
  change_.import_id = text(v["importing"]["id"]);
  change_.generated_config = v["generated_config"].size() != 0 || !v["generated_config"].text().empty();
  if (change_.actions.replaces())
    note_once("a UI log does not say in which order a replacement is done: taken as destroy, then create");
  if (v["action"].text() == "noop")
    note_once("OpenTofu prints a replacement that leaves the old object behind as \"noop\": action unknown");
  evidence_.see(change_);
  if (drift) {
    meta_.has_drift = true;
    visitor_.drift(change_);
  } else {
    meta_.has_resource_changes = true;
    count(change_);
    visitor_.change(change_);
  }
}

void LogReader::count(const Change& c) {
  counted_.add += c.actions.creates();
  counted_.remove += c.actions.deletes();
  counted_.change += c.actions.is_only(Action::Update);
  counted_.import += c.importing;
}

void LogReader::report_outputs(Value outputs) {
  for (auto [name, v] : outputs.members()) {
    if (!v["action"].is_string()) return;  // the values at the end of an apply
    meta_.has_output_changes = true;
    OutputChange output;
    output.name = name;
    add_actions(v["action"].text() == "noop" ? "no-op" : v["action"].text(), output.actions);
    output.sensitive = v["sensitive"].is_true();
    visitor_.output(output);
  }
}

void LogReader::report_diagnostic(Value diagnostic) {
  if (diagnostic["severity"].text() == "error") any_error_ = true;
}

void LogReader::report_summary(Value changes) {
  const std::string_view operation = changes["operation"].text();
  applied_ = applied_ || operation == "apply" || operation == "destroy";
  if (applied_) return;
  meta_.has_resource_changes = true;
  planned_ = Counts{number(changes["add"]), number(changes["change"]), number(changes["remove"]),
                    number(changes["import"])};
}

void LogReader::end() {
  meta_.errored = any_error_;
  if (engine_ == Engine::Unknown) engine_ = evidence_.verdict(meta_);
  notes_.insert(notes_.begin(),
                "read from a UI log, which has no values: what changes inside an object, what is sensitive, "
                "what depends "
                "on what and the prior state are not known, and deposed objects are not marked");
  if (applied_) note_once("this is the log of an apply: what it shows has been done, or tried");
  if (planned_ && !(*planned_ == counted_))
    meta_.contradictions.push_back(
        "its summary says " + say(planned_->add, planned_->change, planned_->remove, planned_->import) +
        ", but its lines show " + say(counted_.add, counted_.change, counted_.remove, counted_.import));
  if (!planned_ && !applied_ && !any_error_)
    meta_.contradictions.push_back(
        "it has no change_summary line, so it is cut off or not the log of a plan");
  visitor_.end(meta_);
}

void LogReader::note_once(const std::string& note) {
  if (std::find(notes_.begin(), notes_.end(), note) == notes_.end()) notes_.push_back(note);
}

}  // namespace oneway
