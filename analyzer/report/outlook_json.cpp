#include "report/json_writer.h"
#include "report/outlook.h"

namespace oneway::report {
namespace {

void recommendation(const Recommendation& r, JsonWriter& json) {
  json.begin_object();
  json.member("class", id(r.cls));
  json.array("ways", r.ways, [&](const Recommendation::Way& w) {
    json.begin_object();
    json.member("pattern", w.pattern);
    json.member("title", w.title);
    json.member("why", w.why);
    json.member("changes", w.changes);
    json.strings("addresses", w.addresses);
    json.end_object();
  });
  json.array("why_not", r.why_not, [&](const auto& n) {
    json.begin_object();
    json.member("pattern", n.first);
    json.member("why", n.second);
    json.end_object();
  });
  json.end_object();
}

}  // namespace

void window_json(const Window& w, JsonWriter& json) {
  if (w.length.empty() && w.why.empty() && !w.seconds) return json.null();
  json.begin_object();
  json.member("kind", id(w.kind));
  json.member("for", w.length);
  json.member("what", w.what);
  json.member("opens", w.opens);
  json.member("closes", w.closes);
  json.key("seconds");
  w.seconds&&* w.seconds >= 0 ? json.number(static_cast<std::uint64_t>(*w.seconds)) : json.null();
  json.optional("closed_earlier_by", w.closes_early);
  json.member("why", w.why);
  json.end_object();
}

void declared_json(const Assessment& a, JsonWriter& json) {
  json.key("declared");
  if (!a.declared) return json.null();
  const Declared& d = *a.declared;
  json.begin_object();
  json.member("file", d.file);
  json.member("id", d.id);
  json.member("environment", d.environment);
  json.member("class", id(d.cls));
  json.member("holds", d.holds);
  json.array("answers", d.answers, [&](const auto& answer) {
    json.begin_object();
    json.member("field", answer.first);
    json.member("says", answer.second);
    json.end_object();
  });
  json.end_object();
}

void ruling_window_json(const RulingWindow& r, JsonWriter& json) {
  json.begin_object();
  json.optional("part", r.part);
  json.member("address", r.address);
  json.member("input", static_cast<std::uint64_t>(r.input));
  json.key("window");
  window_json(r.window, json);
  json.end_object();
}

void outlook_json(const Assessment& a, JsonWriter& json) {
  declared_json(a, json);
  json.array("windows", a.windows, [&](const RulingWindow& r) { ruling_window_json(r, json); });
  json.array("recommendations", a.recommendations, [&](const Recommendation& r) { recommendation(r, json); });
  json.array("questions", a.questions, [&](const Question& q) {
    json.begin_object();
    json.member("id", q.id);
    json.member("text", q.text);
    json.member("answer", q.answer);
    json.strings("because", q.because);
    json.end_object();
  });
}

}  // namespace oneway::report
