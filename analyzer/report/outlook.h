// The part of each report that is about going back: the declaration, the rollback windows, what to do for
// each class if it goes wrong, and the questions. One file a format.
#pragma once
#include <string>
#include <vector>

#include "model/assessment.h"

namespace oneway::report {

class JsonWriter;
class Sink;

struct OutlookStyle {
  int width = 80;
  bool color = false, verbose = false;
};

void outlook_text(const Assessment& a, const OutlookStyle& style, std::string& out);
// Collapsed parts, each of which a report may leave out.
std::vector<std::string> outlook_markdown(const Assessment& a);
void outlook_html(const Assessment& a, Sink& out);
// Members `declared`, `windows`, `recommendations`, `questions` of the open object.
void outlook_json(const Assessment& a, JsonWriter& json);
// Member `declared` of the open object.
void declared_json(const Assessment& a, JsonWriter& json);
void ruling_window_json(const RulingWindow& window, JsonWriter& json);
// The value of one window, or null.
void window_json(const Window& w, JsonWriter& json);

}  // namespace oneway::report
