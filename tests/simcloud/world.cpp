#include "world.h"

#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>

namespace simcloud {
namespace {

json empty_world() {
  return {{"clock", 1700000000},    {"objects", json::object()}, {"buried", json::object()},
          {"holds", json::array()}, {"faults", json::array()},   {"events", json::array()},
          {"log", json::array()},   {"made", json::object()}};
}

bool matches(const json& attributes, const json& wanted) {
  for (const auto& [name, value] : wanted.items())
    if (at_path(attributes, name) != value) return false;
  return true;
}

// What is there already stays, so that it can be told from what was written later; restored contents are not.
void write_into(json& object, const std::string& key, const Contents& can_hold, const std::string& at) {
  json& contents = object["contents"];
  if (!contents.is_object()) contents = json::object();
  auto write = [&](const std::string& what, const std::string& text) {
    if (as_text(member(contents, what)).rfind(text, 0) == 0) return;
    contents[what] = text + at;
    object["written_under"] = object["attributes"];
  };
  if (can_hold.data) write("data", "what a user stored in " + key);
  if (can_hold.backups) write("backups", "backups of " + key);
}

// Changes with every write of the file, "" while there is none.
std::string mark_of(const std::string& file) {
  struct stat s {};
  if (::stat(file.c_str(), &s) != 0) return "";
  return std::to_string(s.st_ino) + "/" + std::to_string(s.st_size) + "/" + std::to_string(s.st_mtim.tv_sec) +
         "." + std::to_string(s.st_mtim.tv_nsec);
}

}  // namespace

World::World() : document_(empty_world()) {}

World::World(std::string file) : document_(empty_world()), file_(std::move(file)) {
  load();
  store();
}

void World::load() {
  if (file_.empty()) return;
  std::string now = mark_of(file_);
  if (now.empty() || now == mark_) return;
  std::ifstream in(file_);
  std::ostringstream text;
  text << in.rdbuf();
  document_ = empty_world();
  document_.update(parse_json(text.str()));
  mark_ = now;
}

void World::store() {
  if (file_.empty()) return;
  std::string fresh = file_ + ".new";
  std::ofstream(fresh) << document_.dump(1) << "\n";
  if (std::rename(fresh.c_str(), file_.c_str()) != 0) throw std::runtime_error(file_ + ": cannot be written");
  mark_ = mark_of(file_);
}

json World::snapshot() {
  std::lock_guard lock(mutex_);
  load();
  return document_;
}

void World::edit(const std::function<void(json&)>& change) {
  std::lock_guard lock(mutex_);
  load();
  change(document_);
  store();
}

std::vector<json> World::find(const std::string& kind, const json& attributes) {
  std::vector<json> found;
  const json now = snapshot();
  for (const auto& [key, object] : now["objects"].items())
    if (object["kind"] == kind && matches(object["attributes"], attributes)) found.push_back(object);
  return found;
}

void World::write_contents(const std::vector<const ProviderDescription*>& descriptions) {
  edit([&](json& world) {
    int times = world.value("written", 0) + 1;
    world["written"] = times;
    const std::string at = ", time " + std::to_string(times);
    for (auto& [key, object] : world["objects"].items())
      for (const ProviderDescription* d : descriptions)
        for (const auto& [name, type] : d->types)
          if (type.kind == object["kind"]) write_into(object, key, type.contents, at);
  });
}

void World::advance(std::int64_t seconds) {
  edit([&](json& world) {
    std::int64_t now = world["clock"].get<std::int64_t>() + seconds;
    world["clock"] = now;
    json left = json::object();
    for (const auto& [key, grave] : world["buried"].items())
      if (grave["until"].is_null() || grave["until"] > now) left[key] = grave;
    world["buried"] = left;
  });
}

void World::add_fault(const json& fault) {
  edit([&](json& world) { world["faults"].push_back(fault); });
}

bool World::bring_back(const std::string& kind, const json& attributes) {
  bool found = false;
  edit([&](json& world) {
    std::string back;
    for (const auto& [key, grave] : world["buried"].items())
      if (grave["object"]["kind"] == kind && matches(grave["object"]["attributes"], attributes)) back = key;
    if (back.empty()) return;
    found = true;
    json left = json::object();
    for (const auto& [key, grave] : world["buried"].items()) {
      if (key == back || grave["with"] == back)
        world["objects"][key] = grave["object"];
      else
        left[key] = grave;
    }
    world["buried"] = left;
  });
  return found;
}

bool World::wait_for_pause(int milliseconds) {
  std::unique_lock lock(mutex_);
  return paused_.wait_for(lock, std::chrono::milliseconds(milliseconds), [&] { return resting_ > 0; });
}

void World::go_on() {
  std::lock_guard lock(mutex_);
  released_ = true;
  resumed_.notify_all();
}

World::Trouble World::meet_faults(const std::string& op, const Call& call, const json& attributes) {
  json met;
  {
    std::unique_lock lock(mutex_);
    load();
    json& faults = document_["faults"];
    for (std::size_t i = 0; i < faults.size() && met.is_null(); ++i) {
      json& fault = faults[i];
      if (fault.value("op", op) != op || fault.value("type", call.type.name) != call.type.name) continue;
      if (!matches(attributes, member(fault, "when"))) continue;
      met = fault;
      int left = fault.value("times", 1) - 1;
      if (left > 0)
        fault["times"] = left;
      else
        faults.erase(i);
      store();
    }
    if (met.is_null()) return {};
    if (met.value("pause", false)) {
      released_ = false;
      ++resting_;
      paused_.notify_all();
      resumed_.wait(lock, [&] { return released_; });
      --resting_;
    }
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(met.value("sleep_ms", 0)));
  return {met.value("error", ""), met.value("after", false), met.value("stale", false)};
}

json World::change(const std::string& op, const Call& call, const json& subject,
                   const std::function<json(Rules&)>& act) {
  Trouble trouble = meet_faults(op, call, subject);
  std::lock_guard lock(mutex_);
  load();
  json id = member(subject, "id");
  json entry{{"op", op}, {"type", call.type.name}, {"id", is_unknown(id) ? json() : id}};
  json before = document_;
  try {
    if (!trouble.error.empty() && !trouble.after)
      throw Refusal(trouble.error, "an injected fault").because("injected");
    Rules rules(document_, call);
    json now = act(rules);
    if (!now.is_null()) entry["id"] = member(now, "id");
    if (trouble.after) throw HalfDone(trouble.error, now);
    document_["log"].push_back(entry);
    store();
    return now;
  } catch (const std::exception& e) {
    if (!dynamic_cast<const HalfDone*>(&e)) document_ = std::move(before);
    entry["error"] = e.what();
    if (auto* refusal = dynamic_cast<const Refusal*>(&e)) entry["cause"] = refusal->cause;
    document_["log"].push_back(entry);
    store();
    throw;
  }
}

json World::create(const Call& call, const json& planned, const json& config) {
  return change("create", call, planned, [&](Rules& r) { return r.create(planned, config); });
}

json World::update(const Call& call, const json& prior, const json& planned, const json& config) {
  return change("update", call, planned, [&](Rules& r) { return r.update(prior, planned, config); });
}

void World::remove(const Call& call, const json& prior) {
  change("delete", call, prior, [&](Rules& r) {
    r.remove(prior);
    return json();
  });
}

json World::read(const Call& call, const json& current) {
  Trouble trouble = meet_faults("read", call, current);
  if (!trouble.error.empty()) throw Refusal(trouble.error, "an injected fault");
  std::lock_guard lock(mutex_);
  load();
  return Rules(document_, call).read(current, trouble.stale);
}

json World::import(const Call& call, const std::string& id) {
  Trouble trouble = meet_faults("import", call, {{"id", id}});
  if (!trouble.error.empty()) throw Refusal(trouble.error, "an injected fault");
  std::lock_guard lock(mutex_);
  load();
  return Rules(document_, call).import(id);
}

void World::plan(const Call& call, const json& proposed) {
  Trouble trouble = meet_faults("plan", call, proposed);
  if (!trouble.error.empty()) throw Refusal(trouble.error, "an injected fault");
}

json World::look_up(const std::string& kind, const json& where, const json& attributes) {
  for (const json& object : find(kind, attributes))
    if (object["where"] == where) return object["attributes"];
  return nullptr;
}

}  // namespace simcloud
