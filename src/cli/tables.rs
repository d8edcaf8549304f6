//! The tables and columns of an export, as documentation and as schemas: both from the definitions that reading goes by.

use serde_json::{Map, Value, json};

use crate::org::{CellKind, ColumnSpec, ID_LENGTH, IdSpace, Key, ProblemCode, TEXT_LENGTH, Table, TableSpec};

/// The tables as Markdown, in lines.
pub fn markdown() -> Vec<String> {
    let mut lines = vec![
        "# The tables of an export".to_owned(),
        String::new(),
        "Every table is optional, one file each, such as `teams.csv`. A column in bold is required: a row without it is set aside. An empty cell is *not known*, unless a default is given.".to_owned(),
    ];
    for spec in Table::ALL.iter().map(|table| table.spec()) {
        let description = spec.description();
        lines.extend([
            String::new(),
            format!("## `{}`", spec.name),
            String::new(),
            format!("{}{}", description.purpose, key(spec)),
            String::new(),
            "| column | a cell holds | what it says |".to_owned(),
            "| --- | --- | --- |".to_owned(),
        ]);
        lines.extend(spec.columns.iter().map(|column| {
            let name = if column.required { format!("**{}**", column.name) } else { column.name.to_owned() };
            let default = column.default.map(|word| format!("; empty is {word}")).unwrap_or_default();
            format!("| {name} | {}{default} | {} |", holds(column), description.column(column.name))
        }));
        lines.extend([String::new(), "```sql".to_owned(), spec.sql(), "```".to_owned()]);
    }
    lines
}

fn key(spec: &TableSpec) -> String {
    match spec.key {
        Key::None => String::new(),
        Key::Columns([column]) => format!(" {column} is unique."),
        Key::Columns(columns) => format!(" {} are unique together.", columns.join(", ")),
        Key::WhereGiven(column) => format!(" {column} is unique where it is given."),
    }
}

fn holds(column: &ColumnSpec) -> String {
    let code = if matches!(column.kind, CellKind::Text(_) | CellKind::Id(_) | CellKind::List) {
        ProblemCode::TooLong
    } else {
        ProblemCode::BadWord
    };
    let what = match column.kind {
        CellKind::Text(_) | CellKind::Id(_) => "text, ",
        CellKind::List => "values separated by `;`, ",
        _ => "",
    };
    format!("{what}{}", column.expected(code))
}

/// The tables as a data package of Frictionless table schemas, which other tools can check an export against.
pub fn schemas() -> Value {
    let resources: Vec<Value> = Table::ALL
        .iter()
        .map(|table| {
            let spec = table.spec();
            json!({
                "name": spec.name,
                "path": format!("{}.csv", spec.name),
                "type": "table",
                "format": "csv",
                "encoding": "utf-8",
                "description": spec.description().purpose,
                "schema": schema(spec),
            })
        })
        .collect();
    json!({ "name": "uptake-export", "profile": "tabular-data-package", "resources": resources })
}

fn schema(spec: &TableSpec) -> Value {
    let fields: Vec<Value> = spec.columns.iter().map(|column| field(spec, column)).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    // Cells of a primary key may not be empty; here some may.
    if let Key::Columns(columns) = spec.key
        && columns.iter().all(|name| spec.columns.iter().any(|column| column.name == *name && column.required))
    {
        schema["primaryKey"] = json!(columns);
    }
    let keys: Vec<Value> = spec.columns.iter().filter_map(|column| foreign_key(spec, column)).collect();
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

fn field(spec: &TableSpec, column: &ColumnSpec) -> Value {
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), true.into());
    }
    if spec.key == Key::WhereGiven(column.name) {
        constraints.insert("unique".to_owned(), true.into());
    }
    let mut field = json!({ "name": column.name, "description": spec.description().column(column.name) });
    let mut constrain = |name: &str, value: Value| drop(constraints.insert(name.to_owned(), value));
    field["type"] = match column.kind {
        CellKind::Day | CellKind::Month => "date",
        CellKind::Word(words) => {
            constrain("enum", json!(words));
            "string"
        }
        CellKind::Flag => {
            field["trueValues"] = json!(["true", "yes", "1", "True", "Yes", "TRUE", "YES"]);
            field["falseValues"] = json!(["false", "no", "0", "False", "No", "FALSE", "NO"]);
            "boolean"
        }
        CellKind::Whole(least) => {
            constrain("minimum", least.into());
            "integer"
        }
        CellKind::Number(least) => {
            if let Some(least) = least {
                constrain("minimum", least.into());
            }
            "number"
        }
        CellKind::Id(IdSpace::Area) | CellKind::List => {
            constrain("maxLength", TEXT_LENGTH.into());
            "string"
        }
        CellKind::Id(_) => {
            constrain("maxLength", ID_LENGTH.into());
            "string"
        }
        CellKind::Text(longest) => {
            constrain("maxLength", longest.into());
            "string"
        }
    }
    .into();
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}

/// The table that must hold the ids of a column; none where an unknown id is no reason to set a row aside (E27).
fn foreign_key(spec: &TableSpec, column: &ColumnSpec) -> Option<Value> {
    let (holder, id) = match column.kind {
        CellKind::Id(IdSpace::Team) => (Table::Teams, "team_id"),
        CellKind::Id(IdSpace::Dataset) if spec.table != Table::Conversations => (Table::Datasets, "dataset_id"),
        _ => return None,
    };
    if spec.table == holder && column.name == id {
        return None;
    }
    // An empty name is the table itself.
    let resource = if spec.table == holder { "" } else { holder.name() };
    Some(json!({ "fields": column.name, "reference": { "resource": resource, "fields": id } }))
}
