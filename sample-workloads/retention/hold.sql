-- A court wants what there is of patient 17: all rows of any table that have such a patient_id stay.
INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values)
  VALUES ('smith-versus-clinic', NULL, NULL, '{patient_id}', '{17}');
