// A visitor that writes down what it is told, for tests that compare facts.
#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ingest/input.h"
#include "ingest/state/visitor.h"

namespace oneway::test {

struct Recording : PlanVisitor {
  std::vector<Change> changes, drifts;
  std::vector<std::string> facts;  // everything, as one line each
  std::map<std::string, int> by_action;
  PlanMeta meta;
  int ended = 0;
  bool want_values = true;

  static std::string join(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& w : words) out += (out.empty() ? "" : ",") + w;
    return out;
  }
  static std::string describe(const Change& c) {
    std::string out = c.address + " prev=" + c.previous_address + " deposed=" + c.deposed + " " + c.mode +
                      " " + c.type + " " + c.name + " " + c.provider + " [" + join(c.actions.words()) + "] " +
                      c.action_reason;
    if (c.importing) out += " import=" + c.import_id + " " + c.import_identity.to_canonical_json();
    if (c.generated_config) out += " generated";
    for (Value v : {c.before, c.after, c.after_unknown, c.before_sensitive, c.after_sensitive,
                    c.replace_paths, c.before_identity, c.after_identity})
      out += " | " + (v.missing() ? std::string("-") : v.to_canonical_json());
    return out;
  }

  void change(Change& c) override {
    ++by_action[c.actions.summary()];
    facts.push_back("change " + describe(c));
    changes.push_back(std::move(c));
  }
  void drift(Change& c) override {
    facts.push_back("drift " + describe(c));
    drifts.push_back(c);
  }
  void deferred(DeferredChange& d) override {
    facts.push_back("deferred " + d.reason + " " + describe(d.change));
  }
  void output(OutputChange& o) override {
    facts.push_back("output " + o.name + " [" + join(o.actions.words()) + "] " +
                    (o.sensitive ? "sensitive " : "") + o.before.to_canonical_json() + " -> " +
                    o.after.to_canonical_json());
  }
  void action_invocation(const ActionInvocation& a) override {
    facts.push_back("invocation " + a.address + " " + a.type + " " + a.trigger_address + " " +
                    a.trigger_event + " " + a.on_failure + " " + a.deferred_reason);
  }
  void check(const CheckResult& c) override {
    facts.push_back("check " + c.address + " " + c.kind + " " + c.status + " " + join(c.problems));
  }
  void config_resource(const ConfigResource& r) override {
    std::string fact = "resource " + join(r.module_path) + " " + r.mode + " " + r.type + "." + r.name + " " +
                       r.provider_config_key + " refs=" + join(r.references);
    for (const auto& p : r.provisioners)
      fact += " provisioner " + p.type + " " + p.constant_command.value_or("?");
    for (const auto& [name, text] : r.constant_strings) fact += " " + name + "=" + text;
    facts.push_back(fact);
  }
  void config_module_call(const ConfigModuleCall& m) override {
    std::string fact = "call " + join(m.module_path) + " " + m.name + " " + m.source + " " +
                       m.version_constraint + " refs=" + join(m.references);
    for (const auto& [name, references] : m.arguments) fact += " " + name + "=" + join(references);
    facts.push_back(fact);
  }
  void config_output(const ConfigOutput& o) override {
    facts.push_back("config output " + join(o.module_path) + " " + o.name + " " + join(o.references));
  }
  void config_variable(const ConfigVariable& v) override {
    facts.push_back("config variable " + join(v.module_path) + " " + v.name +
                    (v.has_default ? " default" : "") + (v.sensitive ? " sensitive" : ""));
  }
  void config_provider(const ConfigProvider& p) override {
    facts.push_back("provider " + p.key + " " + p.full_name + " " + p.alias + " " + p.version_constraint);
  }
  bool wants_prior_values(const PriorObject&) override { return want_values; }
  void prior(PriorObject& p) override {
    facts.push_back("prior " + p.address + " " + p.mode + " " + p.deposed + (p.tainted ? " tainted" : "") +
                    " " + join(p.depends_on) + " " + p.values.to_canonical_json());
  }
  void variable(const std::string& name, Value v) override {
    facts.push_back("variable " + name + " " + v.to_canonical_json());
  }
  void end(const PlanMeta& m) override {
    meta = m;
    ++ended;
  }
};

struct Reading {
  std::deque<Recording> documents;
  std::vector<InputInfo> infos;
};

inline Reading read_file(const std::string& path, InputOptions options = {}) {
  Reading reading;
  reading.infos = read_plans(path, options, [&](std::size_t i) -> PlanVisitor& {
    while (reading.documents.size() <= i) reading.documents.emplace_back();
    return reading.documents[i];
  });
  return reading;
}

struct StateRecording : StateVisitor {
  std::vector<std::string> facts;
  std::uint64_t instances = 0;
  StateHeader header;
  int ended = 0;

  void instance(const StateInstance& i) override {
    ++instances;
    facts.push_back(i.address_text + " deposed=" + i.deposed + (i.tainted ? " tainted" : "") + " " +
                    i.provider + (i.provider_on_instance ? " own" : "") + " v" + i.schema_version + " " +
                    i.attributes.to_canonical_json() + i.flat_attributes.to_canonical_json() +
                    " sensitive=" + Recording::join(i.sensitive_paths) +
                    " deps=" + Recording::join(i.dependencies) + (i.create_before_destroy ? " cbd" : "") +
                    (i.skip_destroy ? " skip" : "") + (i.has_private ? " private" : ""));
  }
  void output(const StateOutput& o) override {
    facts.push_back("output " + o.name + (o.sensitive ? " sensitive " : " ") + o.value.to_canonical_json());
  }
  void end(const StateHeader& h) override {
    header = h;
    ++ended;
  }
};

struct StateReading {
  std::deque<StateRecording> documents;
  std::vector<InputInfo> infos;
};

inline StateReading read_state_file(const std::string& path, InputOptions options = {}) {
  StateReading reading;
  reading.infos = read_states(path, options, [&](std::size_t i) -> StateVisitor& {
    while (reading.documents.size() <= i) reading.documents.emplace_back();
    return reading.documents[i];
  });
  return reading;
}

// A file that goes with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) {
    path_ = (std::filesystem::temp_directory_path() / "oneway-test-XXXXXX").string();
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor >= 0) ::close(descriptor);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The same in memory: no disk is waited for.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : descriptor_(::memfd_create("oneway-test", MFD_CLOEXEC)) {
    path_ = "/proc/self/fd/" + std::to_string(descriptor_);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  int descriptor_;
  std::string path_;
};

inline Reading read_text(std::string_view text, InputOptions options = {}) {
  const MemoryFile file(text);
  return read_file(file.path(), options);
}
inline StateReading read_state_text(std::string_view text) {
  const MemoryFile file(text);
  return read_state_file(file.path());
}

// What `read` refuses with: message and advice; "" if it does not refuse.
template <class Read>
std::string refusal(Read read) {
  try {
    read();
    return {};
  } catch (const InputError& e) {
    return std::string(e.what()) + " | " + e.advice();
  }
}

inline std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace oneway::test
