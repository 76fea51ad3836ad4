#include "assess/surfaces/pins.h"

#include <algorithm>

#include "assess/surfaces/paths.h"

namespace oneway {
namespace {

constexpr std::size_t kShown = 6;

std::string block_of(const std::string& address) {
  const auto parsed = parse_address(address);
  return parsed ? parsed->static_string() : address;
}

std::string call_address(const std::vector<std::string>& path, const std::string& name) {
  std::string out;
  for (const std::string& module : path) out += "module." + module + ".";
  return out + "module." + name;
}

std::string top_level(const std::string& path) {
  return path.substr(0, path.find('.'));
}

bool is_hidden(const View& view, const std::string& path) {
  return marked(view.before_sensitive, path) || marked(view.after_sensitive, path);
}

}  // namespace

ImageReference parse_image(std::string_view text) {
  ImageReference image;
  const std::size_t at = text.find('@');
  if (at != std::string_view::npos) image.digest = text.substr(at + 1);
  text = text.substr(0, at);
  const std::size_t slash = text.rfind('/'), colon = text.rfind(':');
  if (colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash)) {
    image.tag = text.substr(colon + 1);
    text = text.substr(0, colon);
  }
  image.repository = text;
  return image;
}

PinJudge::PinJudge() : pins_(surface_rules().pins) {}

void PinJudge::change(const Sight& sight) {
  if (sight.action().empty() || sight.destroys()) return;
  for (const View& view : sight.views())
    for (const std::size_t i : pins_.of(view.name)) {
      const Pin& pin = surface_rules().pins[i];
      pin.image ? image(sight, view, pin) : version(sight, view, pin);
    }
}

// A tag without a digest is a habit, a floating tag a trap. The trap counts wherever the workload changes,
// the habit only where the image does: then going back needs to know what ran.
void PinJudge::image(const Sight& sight, const View& view, const Pin& pin) {
  Paths paths;
  const auto old = paths.texts(view.before, pin.argument);
  for (const std::string& text : paths.texts(view.after, pin.argument)) {
    const ImageReference now = parse_image(text);
    if (!now.digest.empty() || text.empty()) continue;
    const bool floating = now.tag.empty() || matches_whole(pin.open, now.tag);
    const bool same = std::find(old.begin(), old.end(), text) != old.end();
    if (!floating && (same || old.empty())) continue;
    const std::string before = same || old.empty() ? "" : old.front();
    open_.push_back({sight.input, floating ? pin.code : "OW719", sight.change.address, "", pin.what,
                     pin.argument, before, text, is_hidden(view, pin.argument), false});
  }
}

void PinJudge::version(const Sight& sight, const View& view, const Pin& pin) {
  Paths paths;
  const auto now = paths.texts(view.after, pin.argument);
  if (now.empty()) {
    if (pin.absent_is_open && (marked(view.unknown, pin.argument) || !sight.updates()))
      open_.push_back({sight.input, pin.code, sight.change.address, block_of(sight.change.address), pin.what,
                       pin.argument, "", "", false, true});
    return;
  }
  if (matches_whole(pin.open, now[0]))
    open_.push_back({sight.input, pin.code, sight.change.address, "", pin.what, pin.argument, "", now[0],
                     is_hidden(view, pin.argument), false});
}

void PinJudge::config_resource(const ConfigResource& r, std::uint32_t input) {
  if (r.mode != "managed" || pins_.of(r.type).empty()) return;
  std::string block;
  for (const std::string& module : r.module_path) block += "module." + module + ".";
  block += r.type + "." + r.name;
  written_.emplace(input, block);
  for (const std::string& argument : r.arguments) written_.emplace(input, block + "\n" + argument);
}

void PinJudge::config_module_call(const ConfigModuleCall& m, std::uint32_t input) {
  const ModuleSources& known = surface_rules().modules;
  if (m.source.empty() || matches_part(known.local, m.source)) return;
  calls_.push_back({input, {call_address(m.module_path, m.name), m.source, m.version_constraint}});
}

// Only calls below which something changes now: the rest is for another day.
void PinJudge::modules(Assessment& a, const std::vector<const Stack*>& stacks) {
  const ModuleSources& known = surface_rules().modules;
  for (const auto& [input, call] : calls_) {
    const bool touched = std::any_of(
        a.changes.begin(), a.changes.end(), [&, &call = call, input = input](const AssessedChange& c) {
          return c.input == input && block_of(c.address).starts_with(call.address + ".");
        });
    if (!touched) continue;
    if (matches_part(known.versioned, call.source)) {
      if (!call.version.empty() && !matches_part(known.open_version, call.version)) continue;
      add_finding(
          a, "OW721",
          call.address + (call.version.empty() ? " names no version" : " takes any version that fits") +
              " of its module: the same code may plan something else tomorrow, and going back has no version "
              "to go back to.",
          {call.address})
          .evidence.push_back(
              text_evidence("version", call.version.empty() ? "none" : call.version, true, false));
      continue;
    }
    const std::string reference = group_of_match(known.reference, call.source);
    if (!reference.empty() && !matches_whole(known.floating, reference)) continue;
    add_finding(a, "OW722",
                call.address +
                    (reference.empty() ? " takes its module from a source without a ref"
                                       : " takes its module from the branch " + reference) +
                    ": what it was at the last apply is written nowhere. Pin a tag or a commit.",
                {call.address})
        .evidence.push_back(text_evidence("source", call.source, true, false));
  }
  (void)stacks;
}

void PinJudge::answer(Assessment& a, const std::vector<const Stack*>& stacks) {
  modules(a, stacks);
  // One finding a code and kind of thing, however many objects share the habit.
  std::map<std::pair<std::string, std::string>, std::vector<const Open*>> groups;
  for (const Open& open : open_) {
    if (open.absent) {
      const bool known = written_.contains({open.input, open.block});
      if (known ? written_.contains({open.input, open.block + "\n" + top_level(open.argument)}) : false)
        continue;
    }
    groups[{open.code, open.what}].push_back(&open);
  }
  for (const auto& [key, list] : groups) {
    std::set<std::string> addresses;
    for (const Open* open : list) addresses.insert(open->address);
    const std::string message =
        key.first == "OW719"
            ? "The " + key.second +
                  " is named by a tag without a digest: a tag can be moved or deleted, and then the "
                  "old version cannot be had again. Note the old digest before apply."
            : "The " + key.second +
                  " is not pinned: the same configuration may mean another version tomorrow, and going "
                  "back to the old configuration does not bring back the old version.";
    Finding& f = add_finding(a, key.first, message, {addresses.begin(), addresses.end()});
    for (std::size_t i = 0; i < list.size() && i < kShown; ++i) {
      const std::string path = replaced(list[i]->argument, ".@json", "");
      Evidence e =
          text_evidence(path, list[i]->after.empty() ? "not given" : list[i]->after, true, list[i]->hidden);
      if (!list[i]->before.empty())
        e.before = text_evidence(path, list[i]->before, false, list[i]->hidden).before;
      f.evidence.push_back(std::move(e));
    }
  }
}

}  // namespace oneway
