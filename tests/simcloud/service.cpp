#include "service.h"

#include <unistd.h>

#include <map>
#include <mutex>

#include "planner.h"
#include "shape.h"
#include "tfplugin6.grpc.pb.h"

namespace simcloud {
namespace {

namespace pb = tfplugin6;
using grpc::ServerContext;
using grpc::Status;

json decode(const pb::Value& v) {
  if (!v.msgpack().empty()) return from_msgpack(v.msgpack());
  return v.json().empty() ? json() : parse_json(v.json());
}

void encode(const json& v, pb::Value* out) {
  out->set_msgpack(to_msgpack(v));
}

void fill_schema(const std::string& name, const Argument& a, pb::Attribute* out) {
  out->set_name(name);
  if (a.nesting == Nesting::None) {
    out->set_type(a.type.dump());
  } else {
    out->mutable_nested_type()->set_nesting(static_cast<int>(a.nesting));
    for (const auto& [k, inner] : a.nested)
      fill_schema(k, inner, out->mutable_nested_type()->add_attributes());
  }
  out->set_required(a.required);
  out->set_optional(a.optional);
  out->set_computed(a.computed);
  out->set_sensitive(a.sensitive);
  out->set_write_only(a.write_only);
}

void fill_schema(const Block& b, pb::Block* out) {
  for (const auto& [name, a] : b.arguments) fill_schema(name, a, out->add_attributes());
  for (const auto& [name, n] : b.blocks) {
    pb::NestedBlock* nested = out->add_block_types();
    nested->set_type_name(name);
    nested->set_nesting(static_cast<int>(n.nesting));
    nested->set_min_items(n.min);
    nested->set_max_items(n.max);
    fill_schema(*n.block, nested->mutable_block());
  }
}

void fill_schema(const Type& t, pb::Schema* out) {
  out->set_version(t.version);
  fill_schema(t.block, out->mutable_block());
}

template <class Diagnostics>
void report(const std::exception& e, Diagnostics* diagnostics) {
  pb::Diag* d = diagnostics->Add();
  d->set_severity(1);
  d->set_summary(e.what());
  if (auto* refusal = dynamic_cast<const Refusal*>(&e)) {
    d->set_detail(refusal->detail);
    if (!refusal->argument.empty())
      d->mutable_attribute()->add_steps()->set_attribute_name(refusal->argument);
  }
}

void fill_path(const Path& path, pb::Path* out) {
  for (const json& step : path) {
    pb::Step* s = out->add_steps();
    if (step.is_string())
      s->set_attribute_name(step);
    else if (step.is_object())
      s->set_element_key_string(step["key"]);
    else
      s->set_element_key_int(step);
  }
}

}  // namespace

class Provider final : public pb::Provider::Service {
 public:
  Provider(World& world, std::shared_ptr<const ProviderDescription> d)
      : world_(world), description_(std::move(d)) {}

  const std::string& address() const { return description_->address; }

  Status GetProviderSchema(ServerContext*, const pb::Nothing*, pb::Schemas* out) override {
    fill_schema(description_->configuration, out->mutable_provider());
    for (const auto& [name, t] : description_->types)
      fill_schema(t, &(*out->mutable_resource_schemas())[name]);
    for (const auto& [name, t] : description_->data)
      fill_schema(t, &(*out->mutable_data_source_schemas())[name]);
    pb::Capabilities* can = out->mutable_server_capabilities();
    can->set_plan_destroy(true);
    can->set_get_provider_schema_optional(true);
    can->set_move_resource_state(true);
    return Status::OK;
  }

  Status ValidateProviderConfig(ServerContext*, const pb::ProviderConfig*, pb::Diags2*) override {
    return Status::OK;
  }
  Status ValidateResourceConfig(ServerContext*, const pb::TypedConfig*, pb::Diags1*) override {
    return Status::OK;
  }
  Status ValidateDataResourceConfig(ServerContext*, const pb::TypedConfig*, pb::Diags1*) override {
    return Status::OK;
  }
  Status StopProvider(ServerContext*, const pb::Nothing*, pb::StopResult*) override { return Status::OK; }

  // One connection is one configured provider: an alias has its own.
  Status ConfigureProvider(ServerContext* context, const pb::ConfigureRequest* in, pb::Diags1*) override {
    json settings = json::object(), given = decode(in->config());
    for (const auto& [name, a] : description_->configuration.block.arguments)
      if (a.fallback) settings[name] = *a.fallback;
    for (const auto& [name, value] : given.items())
      if (!value.is_null() && !has_unknown(value)) settings[name] = value;
    std::lock_guard lock(mutex_);
    settings_[context->peer()] = settings;
    return Status::OK;
  }

  Status UpgradeResourceState(ServerContext*, const pb::UpgradeRequest* in, pb::UpgradeResult* out) override {
    return guarded(out, [&] {
      const Type& t = type(in->type_name());
      json state = parse_json(in->raw_state().json());
      for (auto v = static_cast<int>(in->version()); v < t.version; ++v)
        if (auto step = t.upgrades.find(v); step != t.upgrades.end())
          for (const auto& [from, to] : step->second)
            if (state.contains(from)) {
              state[to] = state[from];
              state.erase(from);
            }
      encode(shape(t.block, state, Form::Wire), out->mutable_upgraded_state());
    });
  }

  Status ReadResource(ServerContext* context, const pb::ReadRequest* in, pb::ReadResult* out) override {
    json current = decode(in->current_state());
    out->set_private_(in->private_());
    encode(current, out->mutable_new_state());
    return guarded(out, [&] {
      encode(world_.read(call(context, type(in->type_name())), current), out->mutable_new_state());
    });
  }

  Status PlanResourceChange(ServerContext* context, const pb::PlanRequest* in, pb::PlanResult* out) override {
    json prior = decode(in->prior_state()), proposed = decode(in->proposed_new_state());
    out->set_planned_private(in->prior_private());
    out->set_legacy_type_system(description_->legacy);
    encode(prior, out->mutable_planned_state());
    return guarded(out, [&] {
      const Type& t = type(in->type_name());
      world_.plan(call(context, t), proposed.is_null() ? prior : proposed);
      if (proposed.is_null()) return encode(nullptr, out->mutable_planned_state());
      Planned plan = plan_change(t, prior, proposed, decode(in->config()));
      for (const Path& path : plan.replaces) fill_path(path, out->add_requires_replace());
      encode(plan.state, out->mutable_planned_state());
    });
  }

  // With an error the answer still is the truth: nothing after a create that made nothing, else what is
  // there.
  Status ApplyResourceChange(ServerContext* context, const pb::ApplyRequest* in,
                             pb::ApplyResult* out) override {
    json prior = decode(in->prior_state()), planned = decode(in->planned_state()),
         config = decode(in->config());
    out->set_private_(in->planned_private());
    out->set_legacy_type_system(description_->legacy);
    encode(prior, out->mutable_new_state());
    return guarded(out, [&] {
      Call c = call(context, type(in->type_name()));
      try {
        json now;
        if (planned.is_null())
          world_.remove(c, prior);
        else
          now =
              prior.is_null() ? world_.create(c, planned, config) : world_.update(c, prior, planned, config);
        encode(now, out->mutable_new_state());
      } catch (const HalfDone& half) {
        encode(half.state, out->mutable_new_state());
        throw;
      }
    });
  }

  Status ImportResourceState(ServerContext* context, const pb::ImportRequest* in,
                             pb::ImportResult* out) override {
    return guarded(out, [&] {
      json state = world_.import(call(context, type(in->type_name())), in->id());
      pb::Imported* imported = out->add_imported_resources();
      imported->set_type_name(in->type_name());
      encode(state, imported->mutable_state());
    });
  }

  Status MoveResourceState(ServerContext*, const pb::MoveRequest* in, pb::MoveResult* out) override {
    return guarded(out, [&] {
      const Type& t = type(in->target_type_name());
      json state = parse_json(in->source_state().json());
      for (const Moved& m : t.moved_from) {
        const std::string& provider = m.provider.empty() ? description_->address : m.provider;
        if (m.type != in->source_type_name() || provider != in->source_provider_address()) continue;
        for (const auto& [to, from] : m.map) state[to] = member(state, from);
        encode(shape(t.block, state, Form::Wire), out->mutable_target_state());
        out->set_target_private(in->source_private());
        return;
      }
      throw Refusal("Move refused", t.name + " cannot take over " + in->source_type_name());
    });
  }

  Status ReadDataSource(ServerContext* context, const pb::TypedConfig* in, pb::DataResult* out) override {
    return guarded(out, [&] {
      auto found = description_->data.find(in->type_name());
      if (found == description_->data.end()) throw Refusal("No such data source", in->type_name());
      const Type& t = found->second;
      Call c = call(context, t);
      json config = decode(in->config()), state = config;
      if (!t.data_of.empty()) {
        json wanted = json::object();
        for (const auto& [mine, theirs] : t.data_match)
          if (!member(config, mine).is_null()) wanted[theirs] = config[mine];
        json hit = world_.look_up(t.data_of, c.where, wanted);
        if (hit.is_null()) throw Refusal("NotFound: the data source matched nothing", config.dump());
        for (const auto& [name, a] : t.block.arguments)
          if (state[name].is_null()) state[name] = shape_type(a.type, member(hit, name), Form::Wire);
      }
      Generator generator(c.environment);
      for (const auto& [name, a] : t.block.arguments)
        if (a.computed && a.made && state[name].is_null()) state[name] = generator.make(name, a, config);
      encode(shape(t.block, state, Form::Wire), out->mutable_state());
    });
  }

 private:
  template <class Result, class Act>
  Status guarded(Result* out, Act act) {
    try {
      act();
    } catch (const std::exception& e) {
      report(e, out->mutable_diagnostics());
    }
    return Status::OK;
  }

  const Type& type(const std::string& name) const {
    auto found = description_->types.find(name);
    if (found == description_->types.end()) throw Refusal("No such resource type", name);
    return found->second;
  }

  Call call(ServerContext* context, const Type& t) {
    json settings = json::object(), where = json::object();
    {
      std::lock_guard lock(mutex_);
      if (auto found = settings_.find(context->peer()); found != settings_.end()) settings = found->second;
    }
    for (const std::string& setting : description_->placed_by) where[setting] = member(settings, setting);
    return {*description_, t, {{"provider", settings}, {"const", description_->constants}}, where};
  }

  World& world_;
  std::shared_ptr<const ProviderDescription> description_;
  std::mutex mutex_;
  std::map<std::string, json> settings_;  // by peer
};

Server::Server(World& world, std::vector<std::shared_ptr<const ProviderDescription>> descriptions) {
  json reattach = json::object();
  for (auto& d : descriptions) {
    providers_.push_back(std::make_unique<Provider>(world, d));
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(providers_.back().get());
    builder.SetMaxReceiveMessageSize(-1);
    servers_.push_back(builder.BuildAndStart());
    if (!servers_.back()) throw std::runtime_error("the simulated cloud cannot listen on 127.0.0.1");
    const json there{{"Protocol", "grpc"},
                     {"ProtocolVersion", 6},
                     {"Pid", ::getpid()},
                     {"Test", true},
                     {"Addr", {{"Network", "tcp"}, {"String", "127.0.0.1:" + std::to_string(port)}}}};
    // Each engine puts the host of its own registry before the same name.
    const std::string name = d->address.substr(d->address.find('/') + 1);
    for (const char* host : {"registry.terraform.io/", "registry.opentofu.org/"})
      reattach[host + name] = there;
  }
  reattach_ = reattach.dump();
}

Server::~Server() {
  for (auto& server : servers_)
    server->Shutdown(std::chrono::system_clock::now() + std::chrono::milliseconds(100));
}

void Server::wait() {
  for (auto& server : servers_) server->Wait();
}

}  // namespace simcloud
