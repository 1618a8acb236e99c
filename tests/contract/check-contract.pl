#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-contract.pl [options] OPENAPI.json TRAFFIC.jsonl
#
# Holds recorded traffic (app/sandbox/sandboxrecorder.h) against an OpenAPI 3.0 document. Prints each violation; exits 0 if
# there is none, 1 if there is, 77 if the document is not there.
#
#   --at-least N           also fail if fewer than N different operations were seen
#   --all-requests         check all requests; without it only those that the service accepted, since a service's own
#                          tests ask wrongly on purpose
#   --each-line-is-broken  the other way round: fail if a line has no violation
#   --below PREFIX         the document speaks of paths below this one ("/graph/v1.0"), may be given more than once; other
#                          lines are about other services and passed over. Without it all lines are checked
use strict;
use warnings;
use Getopt::Long;
use Mojo::JSON qw(decode_json);
use Mojo::Parameters;
use Mojo::Util qw(encode);

GetOptions(
    'at-least=i'          => \(my $at_least = 0),
    'all-requests'        => \my $all_requests,
    'each-line-is-broken' => \my $each_is_broken,
    'below=s'             => \my @below,
) && @ARGV == 2
    or die "usage: $0 [--at-least N] [--all-requests] [--each-line-is-broken] [--below PREFIX] OPENAPI.json TRAFFIC.jsonl\n";
my ($document, $traffic) = @ARGV;
if (!-e $document) {
    print "skipped: there is no $document\n";
    exit 77;
}
eval { require JSON::Validator; 1 } or die "JSON::Validator is missing (Debian: libjson-validator-perl)\n";

# Codes that Box sends although the schema's enum lacks them: box.md section 1, from
# developer.box.com/guides/api-calls/permissions-and-errors/common-errors.
my %documented_code = map { $_ => 1 } qw(
    access_denied_insufficient_permissions bad_gateway cyclical_folder_structure folder_not_empty item_name_in_use
    item_name_too_long name_temporarily_reserved not_trashed operation_blocked_temporary operation_limit_exceeded
    rate_limit_exceeded storage_limit_exceeded trashed
);

# Where the document is wrong or incomplete. Each: when (line, error) does it apply.
my @exceptions = (
    {
        name   => 'error code beyond the enum',
        reason => 'ClientError.code lists 17 values; the error guide documents many more',
        when   => sub {
            my ($line, $error) = @_;
            $error->path eq '/body/code' && $documented_code{$line->{reply}{code} // ''};
        },
    },
    {
        name   => 'fields',
        reason => 'with the `fields` parameter Box sends only what was asked for; the schemas\' `required` is for replies without',
        when   => sub {
            my ($line, $error) = @_;
            $line->{side} eq 'reply' && $line->{query} =~ /(?:^|&)fields=/ && $error->message =~ /Missing property/
                && $error->path =~ m{^/body/(?:entries/\d+/)?(?!id$|type$)[^/]+$};
        },
    },
    {
        name   => 'null where nullable hides in an allOf',
        reason => 'parent and shared_link are allOf [schema, {nullable: true}]; nullable has no effect there in OpenAPI 3.0.3, Box sends null',
        when   => sub { $_[1]->path =~ m!/(?:parent|shared_link)$! && $_[1]->message =~ /got null/ },
    },
    {
        name   => 'one conflict as an object',
        reason => 'ConflictError says array, the upload preflight sends a single object (box.md section 1)',
        when   => sub {
            my ($line, $error) = @_;
            $error->path eq '/body/context_info/conflicts' && $line->{path} eq '/files/content';
        },
    },
);

# Operations that a document lacks although they exist. Each: when (line) does it apply.
my @undocumented = (
    {
        name   => 'deleting a version',
        reason => 'not in the Graph docs (GD PR 1682 open), used by rclone on Business (onedrive.md section 3)',
        when   => sub { $_[0]{method} eq 'DELETE' && $_[0]{path} =~ m!^/.*/versions/[^/]+$! },
    },
    {
        name   => 'restore answered with 204',
        reason => 'the document knows 200; one client expects 204 (onedrive.md section 2)',
        when   => sub { $_[0]{status} == 204 && $_[0]{path} =~ m!/restore$! },
    },
);

my $schema = JSON::Validator->new->schema(without_detours(decode_json(read_file($document))))->schema;
if (my @errors = @{$schema->errors}) {
    die "$document is no valid OpenAPI document: @errors\n";
}
# Formats that Box names and no validator knows.
$schema->formats->{$_} = sub {undef} for qw(digest timezone url);
my %coercing = %{$schema->coerce};
my @routes   = map { compile($_) } @{$schema->routes->to_array};

sub read_file {
    my ($name) = @_;
    open my $file, '<', $name or die "$name: $!\n";
    local $/;
    return <$file>;
}

# The validator overlooks responses and parameters that are only referred to, so that anything would be right there.
sub without_detours {
    my ($api) = @_;
    my $at = sub {
        my ($node) = @_;
        while (ref $node eq 'HASH' && $node->{'$ref'}) {
            my @way = split m!/!, $node->{'$ref'} =~ s!^#/!!r;
            $node = $api;
            $node = $node->{$_} for @way;
        }
        return $node;
    };
    for my $path (values %{$api->{paths}}) {
        for my $operation (grep { ref eq 'HASH' } values %$path) {
            $_ = $at->($_) for values %{$operation->{responses}}, @{$operation->{parameters} || []};
        }
    }
    return $api;
}

sub compile {
    my ($route) = @_;
    my @names   = $route->{path} =~ /\{([^}]+)\}/g;
    my @between = map { quotemeta } split /\{[^}]+\}/, $route->{path}, -1;
    my $pattern = shift @between;
    # A path within a path goes on over slashes, up to the colon that closes it.
    $pattern .= ($_ eq 'item-path' ? '((?:[^/:]+/)*[^/:]+)' : '([^/]+)') . shift @between for @names;
    return {%$route, pattern => qr{^$pattern$}, names => \@names};
}

sub route_for {
    my ($line) = @_;
    for my $route (@routes) {    # literal paths come before those with placeholders
        next unless $route->{method} eq lc $line->{method};
        if (my @values = $line->{path} =~ $route->{pattern}) {
            my %in_path;
            @in_path{@{$route->{names}}} = @values if @{$route->{names}};
            return ($route, \%in_path);
        }
    }
    return;
}

sub body_of {
    my ($headers, $text) = @_;
    return {exists => 0} if !defined $text || $text eq '';
    my $value = eval { decode_json(encode 'UTF-8', $text) };
    return {exists => 1, value => $value, content_type => ($headers->{'content-type'} // '') =~ s/;.*//r, is_json => !$@};
}

# Text from URLs and headers may be taken for numbers; in JSON "5" and 5 are different things. Two rounds, each with a freshly
# read body, since the first one converts in place.
sub strictly_in_body {
    my ($validate) = @_;
    $schema->coerce({%coercing});
    my @outside = grep { $_->path !~ m!^/body! } $validate->();
    $schema->coerce({});
    return (@outside, grep { $_->path =~ m!^/body! } $validate->());
}

sub request_violations {
    my ($line, $route, $in_path) = @_;
    my $query    = Mojo::Parameters->new($line->{query})->to_hash;
    my $body     = body_of($line->{headers}, $line->{body});
    my @plain    = map { "query parameter '$_' is not declared" } undeclared($route, $query);
    push @plain, 'body is not JSON' if $body->{exists} && !$body->{is_json};
    my $declared = grep { $_->{in} eq 'body' } @{$schema->parameters_for_request([@$route{qw(method path)}])};
    push @plain, 'body is not declared' if $body->{exists} && !$declared;
    return @plain if @plain;
    my $request = {
        body   => sub { body_of($line->{headers}, $line->{body}) },
        header => $line->{headers},
        path   => $in_path,
        query  => $query,
    };
    return strictly_in_body(sub { $schema->validate_request([@$route{qw(method path)}], {%$request, query => {%$query}}) });
}

# An entry of a list is one of several kinds (oneOf). If it fails its own kind's schema, the validator lists the complaints
# of all of them; keep those of the kind that its `type` names, if there is one.
sub of_its_own_kind {
    my @errors = @_;
    my %other_kind;
    for my $error (@errors) {
        my ($entry, $kind) = kind_of($error);
        $other_kind{$entry}{$kind} = 1 if defined $kind && $error->path eq "$entry/type" && $error->message =~ /enum/;
    }
    return grep {
        my ($entry, $kind) = kind_of($_);
        !defined $kind || !$other_kind{$entry}{$kind} || keys %{$other_kind{$entry}} == 3;
    } @errors;
}

sub kind_of {
    my ($error) = @_;
    my ($entry) = $error->path =~ m!^(/body/entries/\d+)!;
    my ($kind)  = $error->message =~ m!/oneOf/(\d+)!;
    return defined $entry ? ($entry, $kind) : ();
}

sub undeclared {
    my ($route, $query) = @_;
    my %declared = map { $_->{name} => 1 }
        grep { $_->{in} eq 'query' } @{$schema->parameters_for_request([@$route{qw(method path)}])};
    return grep { !$declared{$_} } sort keys %$query;
}

sub reply_violations {
    my ($line, $route) = @_;
    my $status    = $line->{status};
    my $responses = $schema->get([paths => @$route{qw(path method)}, 'responses']);
    my $key       = $responses->{$status} ? $status : substr($status, 0, 1) . 'XX';
    return "status $status is not declared" if $status < 400 && !$responses->{$key};
    my $body = body_of($line->{reply_headers}, $line->{reply_body});
    my $type = $body->{content_type} // '';
    return if $body->{exists} && $type ne 'application/json' && $responses->{$status}{content}{$type};    # a content
    return 'body is not JSON' if $body->{exists} && !$body->{is_json};
    $line->{reply} = $body->{value} if ref $body->{value} eq 'HASH';
    my $declared = $responses->{$key} || $responses->{default};
    return "a $status has no body"   if $body->{exists}  && !$declared->{content};
    return "a $status needs a body"  if !$body->{exists} && $declared->{content} && $status != 401;    # box.md section 9
    return of_its_own_kind(strictly_in_body(sub {
        $schema->validate_response([@$route{qw(method path)}, $key],
            {body => sub { body_of($line->{reply_headers}, $line->{reply_body}) }, header => $line->{reply_headers}});
    }));
}

# What the document calls this line's path; nothing if the line is about another service.
sub path_for_document {
    my ($line) = @_;
    return $line->{path} unless @below;
    my $whole = $line->{service} . $line->{path};
    for my $prefix (@below) {
        return substr $whole, length $prefix if index($whole, "$prefix/") == 0;
    }
    return;
}

my (%seen, %used, $violations, $checked, $passed_over);
open my $file, '<', $traffic or die "$traffic: $!\n";
while (my $text = <$file>) {
    my $line  = decode_json($text);
    next if $line->{path} =~ m{^/download/} && !$each_is_broken;    # another host at Box; the document does not know it
    my $where = "line $.: $line->{method} $line->{path}" . ($line->{query} ne '' ? "?$line->{query}" : '');
    my $path  = path_for_document($line);
    if (!defined $path) {
        $passed_over++;
        next;
    }
    $line->{path} = $path;
    my ($route, $in_path) = route_for($line);
    my @found;
    if (my ($known) = grep { $_->{when}->($line) } @undocumented) {
        $used{$known->{name}}++;
    }
    elsif (!$route) {
        push @found, 'no such operation' if $all_requests || $each_is_broken || $line->{status} < 400;
    }
    else {
        $seen{$route->{operation_id}}{$line->{status}}++;
        my @sides = $line->{fault} ? () : (['reply', \&reply_violations]);
        push @sides, ['request', \&request_violations] if $all_requests || $each_is_broken || $line->{status} < 400;
        for my $side (@sides) {
            $line->{side} = $side->[0];
            for my $error ($side->[1]->($line, $route, $in_path)) {
                my ($excuse) = ref $error ? grep { $_->{when}->($line, $error) } @exceptions : ();
                $used{$excuse->{name}}++ if $excuse;
                push @found, "$side->[0]: $error" unless $excuse;
            }
        }
    }
    $checked++;
    if ($each_is_broken) {
        print @found ? "as it should be, $where\n    $found[0]\n" : "NOT REJECTED, $where\n";
        $violations++ unless @found;
    }
    elsif (@found) {
        print "VIOLATION, $where -> $line->{status}\n", map { "    $_\n" } @found;
        $violations += @found;
    }
}

printf "%d lines, %d operations\n", $checked // 0, scalar keys %seen;
print map { "    $_: " . join(' ', sort keys %{$seen{$_}}) . "\n" } sort keys %seen;
print "$passed_over lines about other services\n" if $passed_over;
for my $exception (@exceptions, @undocumented) {
    print "exception used $used{$exception->{name}} times: $exception->{name} ($exception->{reason})\n" if $used{$exception->{name}};
}
if (!$each_is_broken && keys %seen < $at_least) {
    print "FAILED: fewer than $at_least operations were seen\n";
    exit 1;
}
die "FAILED: $traffic is empty\n" unless $checked;
exit($violations ? 1 : 0);
