#include "description.h"

#include <charconv>
#include <fstream>
#include <sstream>

#include "description_check.h"
#include "yaml_fields.h"

namespace simcloud {
namespace {

// "list(object({a=string}))" in Terraform's own notation to the protocol's
// ["list",["object",{"a":"string"}]].
class TypeNotation {
 public:
  explicit TypeNotation(const std::string& text) : text_(text) {}
  json read_all() {
    json type = read();
    if (at_ != text_.size()) bad();
    return type;
  }

 private:
  [[noreturn]] void bad() const { throw std::runtime_error("no type: " + text_); }
  std::string word() {
    std::size_t begin = at_;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) || text_[at_] == '_'))
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  void expect(char c) {
    if (at_ >= text_.size() || text_[at_] != c) bad();
    ++at_;
  }
  bool next_is(char c) { return at_ < text_.size() && text_[at_] == c; }
  json read() {
    std::string name = word();
    if (name == "any") return "dynamic";
    if (name == "string" || name == "number" || name == "bool") return name;
    if (name != "list" && name != "set" && name != "map" && name != "object") bad();
    expect('(');
    json inner;
    if (name == "object") {
      inner = json::object();
      expect('{');
      while (!next_is('}')) {
        std::string key = word();
        expect('=');
        inner[key] = read();
        if (next_is(',')) ++at_;
      }
      expect('}');
    } else {
      inner = read();
    }
    expect(')');
    return json::array({name, inner});
  }
  const std::string& text_;
  std::size_t at_ = 0;
};

template <class Word>
Word one_of(Fields& f, const YAML::Node& at, const std::string& text,
            const std::vector<std::pair<std::string, Word>>& words) {
  for (const auto& [word, value] : words)
    if (word == text) return value;
  f.fail(at, "unknown word " + text);
}

Nesting read_nesting(Fields& f, const std::string& key) {
  return one_of<Nesting>(f, f.node(), f.text(key),
                         {{"single", Nesting::Single},
                          {"list", Nesting::List},
                          {"set", Nesting::Set},
                          {"map", Nesting::Map},
                          {"group", Nesting::Group}});
}

Step read_step(Fields& f) {
  YAML::Node at = f.optional("on");
  return one_of<Step>(f, f.node(), at.IsDefined() ? at.Scalar() : "change",
                      {{"change", Step::Change},
                       {"increase", Step::Increase},
                       {"decrease", Step::Decrease},
                       {"enable", Step::Enable},
                       {"disable", Step::Disable},
                       {"set", Step::Set},
                       {"unset", Step::Unset},
                       {"add", Step::Add},
                       {"remove", Step::Remove}});
}

void read_words(Fields& f, const YAML::Node& at, const std::string& words, bool has_nested, Argument& a) {
  std::istringstream in(words);
  std::string word;
  if (!has_nested && in >> word) a.type = TypeNotation(word).read_all();
  while (in >> word) {
    if (word == "required")
      a.required = true;
    else if (word == "optional")
      a.optional = true;
    else if (word == "computed")
      a.computed = true;
    else if (word == "sensitive")
      a.sensitive = true;
    else if (word == "new")
      a.forces_new = true;
    else if (word == "write_only")
      a.write_only = true;
    else if (word == "unread")
      a.unread = true;
    else if (word == "outside")
      a.known_outside = true;
    else
      f.fail(at, "unknown word " + word + " for an argument");
  }
  if (!has_nested && a.type.is_null()) f.fail(at, "an argument needs a type");
  if (a.required && (a.optional || a.computed)) f.fail(at, "required excludes optional and computed");
  if (!a.required && !a.optional && !a.computed) f.fail(at, "say required, optional or computed");
}

Reference read_reference(Fields& f, const std::string& key) {
  YAML::Node at = f.optional(key);
  std::size_t dot = at.Scalar().rfind('.');
  if (dot == std::string::npos) f.fail(at, "a reference is KIND.ARGUMENT");
  return {at.Scalar().substr(0, dot), at.Scalar().substr(dot + 1), key == "inside"};
}

Argument read_argument(const std::string& file, const YAML::Node& node) {
  Argument a;
  if (node.IsScalar()) {
    Fields none(YAML::Load("{}"), file);
    read_words(none, node, node.Scalar(), false, a);
    return a;
  }
  Fields f(node, file);
  YAML::Node nested = f.optional("nested");
  read_words(f, node, f.text("is", nested.IsDefined() ? "optional" : ""), nested.IsDefined(), a);
  if (nested.IsDefined()) {
    a.nesting = read_nesting(f, "nested");
    f.each("arguments",
           [&](const std::string& k, const YAML::Node& n) { a.nested[k] = read_argument(file, n); });
  }
  if (YAML::Node n = f.optional("made"); n.IsDefined()) a.made = to_json(n);
  if (YAML::Node n = f.optional("default"); n.IsDefined()) a.fallback = to_json(n);
  a.after = f.texts("after");
  if (f.optional("refers").IsDefined()) a.refers = read_reference(f, "refers");
  if (f.optional("inside").IsDefined()) a.refers = read_reference(f, "inside");
  f.done();
  return a;
}

void read_block_into(Fields& f, Block& b) {
  f.each("arguments",
         [&](const std::string& k, const YAML::Node& n) { b.arguments[k] = read_argument(f.file(), n); });
  f.each("blocks", [&](const std::string& k, const YAML::Node& n) {
    Fields inner(n, f.file());
    NestedBlock nested{inner.optional("nesting").IsDefined() ? read_nesting(inner, "nesting") : Nesting::List,
                       inner.number("min"), inner.number("max"), inner.flag("new"),
                       std::make_shared<Block>()};
    read_block_into(inner, *nested.block);
    inner.done();
    b.blocks[k] = nested;
  });
}

Clause read_clause(const std::string& file, const std::string& path, const YAML::Node& node) {
  if (!node.IsMap()) return {path, Clause::Op::Is, to_json(node), nullptr};
  Fields f(node, file);
  Clause c{path, Clause::Op::Is, nullptr, nullptr};
  if (YAML::Node n = f.optional("is"); n.IsDefined()) c.operand = to_json(n);
  if (YAML::Node n = f.optional("not"); n.IsDefined()) c.op = Clause::Op::IsNot, c.operand = to_json(n);
  if (f.flag("set")) c.op = Clause::Op::Set;
  if (f.flag("unset")) c.op = Clause::Op::Unset;
  if (YAML::Node n = f.optional("default"); n.IsDefined()) c.fallback = to_json(n);
  f.done();
  return c;
}

Condition read_condition(Fields& f, const std::string& key) {
  Condition all;
  f.each(key, [&](const std::string& path, const YAML::Node& n) {
    all.push_back(read_clause(f.file(), path, n));
  });
  return all;
}

std::optional<Condition> read_optional_condition(Fields& f, const std::string& key) {
  if (!f.optional(key).IsDefined()) return std::nullopt;
  return read_condition(f, key);
}

std::int64_t read_unit(Fields& f, const std::string& word) {
  return one_of<std::int64_t>(f, f.node(), word,
                              {{"seconds", 1}, {"minutes", 60}, {"hours", 3600}, {"days", 86400}});
}

// "ever", "30 days", or {argument: recovery_window_in_days, unit: days}.
Period read_period(Fields& f, const std::string& key) {
  YAML::Node at = f.required(key);
  if (at.IsMap()) {
    Fields inner(at, f.file());
    Period p{std::nullopt, inner.text("argument"), read_unit(inner, inner.text("unit", "seconds"))};
    inner.done();
    return p;
  }
  if (at.Scalar() == "ever") return {};
  std::istringstream in(at.Scalar());
  std::int64_t count = 0;
  std::string unit, rest;
  if (!(in >> count >> unit) || in >> rest) f.fail(at, "a period is COUNT UNIT, such as 30 days");
  return {count * read_unit(f, unit), "", 1};
}

void read_contents(Fields& outer, Contents& c) {
  YAML::Node node = outer.optional("contents");
  if (!node.IsDefined()) return;
  Fields f(node, outer.file());
  c.rebuilt = f.flag("rebuilt");
  c.issued = f.flag("issued");
  c.data = f.flag("data", true);
  c.backups = f.flag("backups");
  c.in_arguments = f.texts("in_arguments");
  c.emptied_when = read_optional_condition(f, "emptied_when");
  c.not_empty = f.text("not_empty", "NotEmpty: the object is not empty");
  c.backups_survive = read_optional_condition(f, "backups_survive");
  if (YAML::Node last = f.optional("last_copy"); last.IsDefined()) {
    Fields l(last, f.file());
    c.last_copy = Contents::LastCopy{read_condition(l, "unless"), l.required("kind").Scalar(),
                                     l.required("named").Scalar(),
                                     l.text("error", "a name for the last copy is missing")};
    l.done();
  }
  f.each_item("from", [&](const YAML::Node& n) {
    Fields from(n, f.file());
    c.from.push_back(
        {from.required("argument").Scalar(), from.required("kind").Scalar(), from.text("by", "id")});
    from.done();
  });
  f.done();
}

void read_behaviour(Fields& f, Type& t) {
  f.each_item("names", [&](const YAML::Node& n) {
    Fields r(n, f.file());
    NameRule rule{r.text("space", t.kind),
                  r.texts("scope"),
                  r.texts("of"),
                  std::nullopt,
                  r.flag("idempotent"),
                  r.flag("waits"),
                  r.text("taken", "AlreadyExists: the name is taken"),
                  r.text("refused", "the name was deleted lately and is not free yet")};
    if (r.optional("held").IsDefined()) rule.held = read_period(r, "held");
    r.done();
    t.names.push_back(rule);
  });
  f.each_item("guards", [&](const YAML::Node& n) {
    Fields r(n, f.file());
    t.guards.push_back({read_condition(r, "when"), r.required("error").Scalar()});
    r.done();
  });
  f.each_item("one_way", [&](const YAML::Node& n) {
    Fields r(n, f.file());
    using Meets = OneWay::Meets;
    OneWay rule{
        r.required("argument").Scalar(), read_step(r),
        one_of<Meets>(
            r, n, r.required("meets").Scalar(),
            {{"refused", Meets::Refused}, {"ignored", Meets::Ignored}, {"replaced", Meets::Replaced}}),
        r.text("error", "InvalidParameter: the change cannot be made")};
    r.done();
    t.one_way.push_back(rule);
  });
  f.each_item("loses", [&](const YAML::Node& n) {
    Fields r(n, f.file());
    t.loses.push_back({r.required("argument").Scalar(), r.required("what").Scalar(), read_step(r), nullptr});
    if (YAML::Node e = r.optional("endless"); e.IsDefined()) t.loses.back().endless = to_json(e);
    r.done();
  });
  f.each_item("destroy", [&](const YAML::Node& n) {
    Fields r(n, f.file());
    using Does = DestroyRule::Does;
    DestroyRule rule{
        one_of<Does>(r, n, r.required("does").Scalar(),
                     {{"deletes", Does::Deletes}, {"forgets", Does::Forgets}, {"buries", Does::Buries}}),
        read_condition(r, "when"),
        {},
        r.flag("back_by_create"),
        r.flag("forfeited_by_same_name"),
        r.flag("frees_names"),
        read_optional_condition(r, "back_when")};
    if (rule.does == Does::Buries) rule.period = read_period(r, "for");
    r.done();
    t.destroy.push_back(rule);
  });
  read_contents(f, t.contents);
  f.each_item("events", [&](const YAML::Node& n) {
    Fields r(n, f.file());
    t.events.push_back({r.required("on").Scalar(), r.required("what").Scalar(), r.text("argument")});
    r.done();
  });
  f.each_item("moved_from", [&](const YAML::Node& n) {
    Fields r(n, f.file());
    Moved m{r.text("provider"), r.required("type").Scalar(), {}};
    r.each("map", [&](const std::string& k, const YAML::Node& v) { m.map[k] = v.Scalar(); });
    r.done();
    t.moved_from.push_back(m);
  });
}

Type read_type(const std::string& file, const std::string& name, const YAML::Node& node,
               const std::map<std::string, Type>& known) {
  Fields f(node, file);
  Type t;
  if (YAML::Node like = f.optional("like"); like.IsDefined()) {
    auto i = known.find(like.Scalar());
    if (i == known.end()) f.fail(like, "like: names no type above");
    t = i->second;
  } else {
    t.kind = name;
  }
  t.name = name;
  t.kind = f.text("kind", t.kind);
  t.in_state = f.flag("in_state", t.in_state);
  t.version = f.number("version", t.version);
  f.each("upgrades", [&](const std::string& from, const YAML::Node& n) {
    Fields(n, file);
    for (const auto& entry : n) t.upgrades[std::stoi(from)][entry.first.Scalar()] = entry.second.Scalar();
  });
  t.key = f.text("key", t.key);
  t.import_id = f.text("import", t.import_id);
  read_block_into(f, t.block);
  read_behaviour(f, t);
  if (auto sources = f.texts("sources"); !sources.empty()) t.sources = sources;
  t.data_of = f.text("of");
  f.each("match", [&](const std::string& mine, const YAML::Node& n) { t.data_match[mine] = n.Scalar(); });
  f.done();
  return t;
}

}  // namespace

ProviderDescription parse_description(const std::string& yaml, const std::string& file_name) {
  try {
    Fields f(YAML::Load(yaml), file_name);
    ProviderDescription d;
    d.file = file_name;
    d.address = f.required("provider").Scalar();
    d.legacy = f.flag("legacy", true);
    f.each("constants", [&](const std::string& k, const YAML::Node& n) { d.constants[k] = to_json(n); });
    d.placed_by = f.texts("placed_by");
    if (YAML::Node n = f.optional("configuration"); n.IsDefined()) {
      Fields inner(n, file_name);
      read_block_into(inner, d.configuration.block);
      inner.done();
    }
    auto at_line = [&](const YAML::Node& n, const std::string& name, auto act) {
      try {
        act();
      } catch (const std::runtime_error& e) {
        std::string what = e.what();
        if (what.rfind(file_name, 0) == 0) throw;
        fail_at(file_name, n, name + ": " + what);
      }
    };
    f.each("types", [&](const std::string& name, const YAML::Node& n) {
      at_line(n, name, [&] { d.types[name] = read_type(file_name, name, n, d.types); });
    });
    f.each("data", [&](const std::string& name, const YAML::Node& n) {
      at_line(n, name, [&] { d.data[name] = read_type(file_name, name, n, {}); });
    });
    f.done();
    check_description(d);
    return d;
  } catch (const YAML::Exception& e) {
    throw std::runtime_error(file_name + ":" + std::to_string(e.mark.line + 1) + ":" +
                             std::to_string(e.mark.column + 1) + ": " + e.msg);
  }
}

ProviderDescription load_description(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file + ": cannot be read");
  std::ostringstream text;
  text << in.rdbuf();
  return parse_description(text.str(), file);
}

std::vector<std::string> Type::identity() const {
  std::vector<std::string> fixed;
  for (const auto& [argument, a] : block.arguments)
    if (a.computed && !a.optional && a.after.empty()) fixed.push_back(argument);
  return fixed;
}

namespace {
// The number that a value begins with: 20, "1.30", "10Gi".
std::optional<double> quantity(const json& v) {
  if (v.is_number()) return v.get<double>();
  if (!v.is_string()) return std::nullopt;
  const std::string& text = v.get_ref<const std::string&>();
  char* end = nullptr;
  double d = std::strtod(text.c_str(), &end);
  return end == text.c_str() ? std::nullopt : std::optional(d);
}
}  // namespace

bool took_step(Step step, const json& from, const json& to) {
  if (from == to) return false;
  auto empty = [](const json& v) { return v.is_null() || (v.is_structured() && v.empty()) || v == ""; };
  auto lacks = [](const json& whole, const json& part) {  // an element of `part` that `whole` has not
    if (!part.is_array()) return false;
    for (const json& e : part)
      if (!whole.is_array() || std::find(whole.begin(), whole.end(), e) == whole.end()) return true;
    return false;
  };
  auto a = quantity(from), b = quantity(to);
  switch (step) {
    case Step::Change:
      return true;
    case Step::Increase:
      return a && b && *b > *a;
    case Step::Decrease:
      return a && b && *b < *a;
    case Step::Enable:
      return to == true;
    case Step::Disable:
      return from == true;
    case Step::Set:
      return empty(from) && !empty(to);
    case Step::Unset:
      return !empty(from) && empty(to);
    case Step::Add:
      return lacks(from, to);
    case Step::Remove:
      return lacks(to, from);
  }
  return false;
}

}  // namespace simcloud
